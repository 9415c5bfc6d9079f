// The stand-in for Amazon's script: handles the calls that the snippet has queued and, when the widget is
// opened, gets a token as the widget does. Where Connect would check it, our server uses verifyWidgetToken.
// https://docs.aws.amazon.com/connect/latest/adminguide/supported-snippet-fields.html
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

  /** If the endpoint's response is not JSON, the snippet never calls back, so do not wait forever. */
  const CALLBACK_TIMEOUT_MS = 5_000;

  /** @type {Map<string, unknown>} */
  const settings = new Map();

  /** @param {ArrayLike<unknown>} call */
  const handle = (call) => {
    const [field, value] = Array.from(call);
    if (typeof field !== 'string' || !FIELDS.includes(field)) {
      console.warn('The stand-in for the widget does not know this field:', field);
      return;
    }
    settings.set(field, value);
    if (field === 'contactAttributes') dispatch('contact-attributes', prefixed());
  };

  /** Connect adds this prefix to the attributes that the snippet passes. */
  const prefixed = () => {
    const attributes = Object.entries(settings.get('contactAttributes') ?? {});
    return Object.fromEntries(attributes.map(([key, value]) => [`HostedWidget-${key}`, value]));
  };

  /** @returns {Promise<unknown>} */
  const authenticate = () =>
    new Promise((resolve) => {
      const callback = settings.get('authenticate');
      setTimeout(resolve, CALLBACK_TIMEOUT_MS);
      if (typeof callback === 'function') Reflect.apply(callback, undefined, [resolve]);
    });

  /** The name that the agent sees. Connect shows "Customer" for an empty one. */
  const displayName = () => {
    let name = '';
    const callback = settings.get('customerDisplayName');
    const setName = (/** @type {unknown} */ given) => {
      name = String(given);
    };
    if (typeof callback === 'function') Reflect.apply(callback, undefined, [setName]);
    return name === '' ? 'Customer' : name;
  };

  const open = async () => {
    const token = await authenticate();
    const shown = { styles: settings.get('styles'), displayName: displayName() };
    if (typeof token !== 'string') {
      dispatch('answer', { ...shown, issues: [] });
      return;
    }
    const body = JSON.stringify({ token });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch('/verify', { method: 'POST', headers, body });
    dispatch('answer', { ...shown, token, ...(await response.json()) });
  };

  /** @param {string} name @param {unknown} detail */
  const dispatch = (name, detail) => {
    document.dispatchEvent(new CustomEvent(`stand-in:${name}`, { detail }));
  };

  const snippet = /** @type {{ amazon_connect: { ac?: ArrayLike<unknown>[] } }} */ (
    /** @type {unknown} */ (window)
  ).amazon_connect;
  const queue = (snippet.ac ??= []);
  queue.forEach(handle);
  queue.push = (call) => {
    handle(call);
    return queue.length;
  };
  document.addEventListener('stand-in:open', () => {
    open().catch(() => {
      dispatch('answer', { styles: settings.get('styles'), issues: [] });
    });
  });
}
