// Stands for the script that Amazon serves: takes the calls that the snippet has queued, and when the widget is
// opened does with the token what the widget does. Where Connect would check the token, our server does, with
// verifyWidgetToken. https://docs.aws.amazon.com/connect/latest/adminguide/supported-snippet-fields.html
{
  const FIELDS = [
    'authenticate',
    'chatDurationInMinutes',
    'contactAttributes',
    'customDisplayNames',
    'customLaunchBehavior',
    'customStyles',
    'customerDisplayName',
    'customizationObject',
    'enableLogs',
    'language',
    'nonce',
    'registerCallback',
    'snippetId',
    'styles',
    'supportedMessagingContentTypes',
  ];

  /** The callback is not called if the endpoint's answer is not JSON. */
  const PATIENCE_MS = 5_000;

  /** @type {Map<string, unknown>} */
  const settings = new Map();

  /** @param {ArrayLike<unknown>} call */
  const take = (call) => {
    const [field, value] = Array.from(call);
    if (typeof field !== 'string' || !FIELDS.includes(field)) {
      console.warn('The stand-in for the widget knows no such field:', field);
      return;
    }
    settings.set(field, value);
    if (field === 'contactAttributes') tell('contact-attributes', prefixed());
  };

  /** What the snippet's own attributes are called when they arrive. */
  const prefixed = () => {
    const attributes = Object.entries(settings.get('contactAttributes') ?? {});
    return Object.fromEntries(attributes.map(([key, value]) => [`HostedWidget-${key}`, value]));
  };

  /** @returns {Promise<unknown>} */
  const authenticate = () =>
    new Promise((resolve) => {
      const callback = settings.get('authenticate');
      setTimeout(resolve, PATIENCE_MS);
      if (typeof callback === 'function') Reflect.apply(callback, undefined, [resolve]);
    });

  const open = async () => {
    const token = await authenticate();
    if (typeof token !== 'string') {
      tell('answer', { styles: settings.get('styles'), issues: [] });
      return;
    }
    const body = JSON.stringify({ token });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch('/verify', { method: 'POST', headers, body });
    tell('answer', { styles: settings.get('styles'), token, ...(await response.json()) });
  };

  /** @param {string} what @param {unknown} detail */
  const tell = (what, detail) => {
    document.dispatchEvent(new CustomEvent(`stand-in:${what}`, { detail }));
  };

  const snippet = /** @type {{ amazon_connect: { ac?: ArrayLike<unknown>[] } }} */ (
    /** @type {unknown} */ (window)
  ).amazon_connect;
  const queue = (snippet.ac ??= []);
  queue.forEach(take);
  queue.push = (call) => {
    take(call);
    return queue.length;
  };
  document.addEventListener('stand-in:open', () => {
    open().catch(() => {
      tell('answer', { styles: settings.get('styles'), issues: [] });
    });
  });
}
