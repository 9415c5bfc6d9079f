// Add this after the snippet that the Connect console gave you. The widget calls it when it needs a token.

async function requestToken() {
  const ask = () => window.fetch('/token', { credentials: 'include' });
  let response = await ask().catch(() => undefined);
  // A network error or a 5xx may pass. Another answer, such as a 401, would be the same.
  if (!response || response.status >= 500) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    response = await ask();
  }
  if (!response.ok) throw new Error(`/token answered ${response.status}`);
  const body = await response.json().catch(() => undefined);
  if (!body || typeof body.data !== 'string') throw new Error('/token did not answer {"data": "<token>"}');
  return body.data;
}

amazon_connect('authenticate', function (callback) {
  requestToken().then(callback, function (error) {
    console.error('The chat has no token:', error); // tell the visitor here that the chat is not available
  });
});
