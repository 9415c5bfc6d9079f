// The requests that the page sends to its own server.

/** @returns {Promise<{ widgetId: string, keySource: string }>} */
export function getSettings() {
  return get('/settings');
}

/** @param {unknown} attributes */
export async function saveSession(attributes) {
  await post('/session', { attributes });
}

/**
 * Why the endpoint did not make a token, as logged by the server.
 *
 * @returns {Promise<{ issues: import('./issues.js').ShownIssue[] }>}
 */
export function getRefusal() {
  return get('/refusal');
}

/** @param {string} token @returns {Promise<{ issues: import('./issues.js').ShownIssue[] }>} */
export function verify(token) {
  return post('/verify', { token });
}

/**
 * @param {string} token
 * @param {boolean} withKey
 * @returns {Promise<import('amazon-connect-widget-token/verify').Inspection>}
 */
export function inspect(token, withKey) {
  return post('/inspect', { token, withKey });
}

/** @param {string} path @returns {Promise<any>} */
async function get(path) {
  return readJson(await fetch(path));
}

/** @param {string} path @param {Record<string, unknown>} body @returns {Promise<any>} */
async function post(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  return readJson(await fetch(path, { method: 'POST', headers, body: jsonOf(body) }));
}

/**
 * JSON omits undefined values, and an omitted attribute would not be refused.
 *
 * @param {unknown} value
 */
export function jsonOf(value) {
  return JSON.stringify(value, (_key, member) =>
    member === undefined ? null : /** @type {unknown} */ (member),
  );
}

/** @param {Response} response @returns {Promise<unknown>} */
async function readJson(response) {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}
