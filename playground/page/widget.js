// "Open the widget": saves the attributes in a session, lets the snippet and the stand-in get a token as on a
// site, and shows the result.

import { startCountdown, stopCountdown } from './countdown.js';
import { byId } from './dom.js';
import { createFlow } from './flow.js';
import { issueItem } from './issues.js';
import { showJson } from './json-view.js';
import { getRefusal, saveSession } from './server-calls.js';
import { headerOf } from './token.js';

/**
 * @typedef {object} Answer The detail of the "stand-in:answer" event.
 * @property {{ openChat: { color: string, backgroundColor: string } }} [styles]
 * @property {string} [token]
 * @property {import('amazon-connect-widget-token/verify').WidgetTokenClaims} [claims]
 * @property {import('./issues.js').ShownIssue[]} issues
 */

/** @type {import('./issues.js').ShownIssue} */
const NO_TOKEN = {
  code: 'no token',
  message:
    'authenticate did not pass a token to the widget. The endpoint must answer {"data": "<token>"}. Check its response in the browser’s network panel.',
};

/** @param {string} field @param {unknown} value */
function callWidget(field, value) {
  const { amazon_connect } = /** @type {{ amazon_connect: (field: string, value: unknown) => void }} */ (
    /** @type {unknown} */ (window)
  );
  amazon_connect(field, value);
}

/**
 * @param {() => unknown} getAttributes
 * @param {(text: string) => void} announce
 * @param {(token: string) => void} onOpened
 */
export function createWidget(getAttributes, announce, onOpened) {
  const openButton = byId('open', HTMLButtonElement);
  const flow = createFlow((attributes) => {
    callWidget('contactAttributes', attributes);
  }, announce);

  async function open() {
    if (openButton.getAttribute('aria-busy') === 'true') return;
    openButton.setAttribute('aria-busy', 'true');
    try {
      await saveSession(getAttributes());
      document.dispatchEvent(new Event('stand-in:open'));
    } catch (error) {
      showRefused('The playground server', [serverProblem(error)]);
    }
  }

  /** @param {Answer} answer */
  async function show({ styles, token, claims, issues }) {
    paint(styles);
    if (token !== undefined && claims !== undefined) {
      showOpened(token, claims);
    } else if (token !== undefined) {
      showRefused('Connect refuses the token', issues);
    } else {
      const { issues: refusal } = await getRefusal();
      showRefused('Your server’s log', refusal.length > 0 ? refusal : [NO_TOKEN]);
    }
  }

  /** @param {string} token @param {NonNullable<Answer['claims']>} claims */
  function showOpened(token, claims) {
    showJson(byId('header', HTMLElement), headerOf(token));
    showJson(byId('claims', HTMLElement), claims);
    reveal('accepted', 'An agent joins and sees what the token contains.');
    startCountdown(claims, () => {
      announce('The token has expired.');
    });
    flow.show(token, claims.attributes ?? {});
    onOpened(token);
    announce(`The widget is open. The token is valid for ${claims.exp - claims.iat} seconds.`);
  }

  /** @param {string} title @param {readonly import('./issues.js').ShownIssue[]} issues */
  function showRefused(title, issues) {
    stopCountdown();
    flow.hide();
    byId('refused-title', HTMLElement).textContent = title;
    byId('refused-issues', HTMLElement).replaceChildren(...issues.map(issueItem));
    reveal('refused', 'Something went wrong');
    announce(`Something went wrong. ${title}: ${issues.map(({ message }) => message).join(' ')}`);
  }

  /** @param {'accepted' | 'refused'} outcome @param {string} line */
  function reveal(outcome, line) {
    byId('chat-line', HTMLElement).textContent = line;
    byId('accepted', HTMLElement).hidden = outcome !== 'accepted';
    byId('refused', HTMLElement).hidden = outcome !== 'refused';
    const opened = byId('opened', HTMLElement);
    opened.hidden = false;
    opened.dataset.outcome = outcome;
    opened.scrollIntoView({ block: 'nearest' });
    openButton.removeAttribute('aria-busy');
  }

  openButton.addEventListener('click', () => void open());
  document.addEventListener('stand-in:answer', (event) => {
    show(/** @type {CustomEvent<Answer>} */ (event).detail).catch((/** @type {unknown} */ error) => {
      showRefused('The playground server', [serverProblem(error)]);
    });
  });
}

/** Uses the colours that the snippet sets. @param {Answer['styles']} styles */
function paint(styles) {
  const { style } = byId('chat-head', HTMLElement);
  style.color = styles?.openChat.color ?? '';
  style.backgroundColor = styles?.openChat.backgroundColor ?? '';
}

/** @param {unknown} error @returns {import('./issues.js').ShownIssue} */
function serverProblem(error) {
  const reason = error instanceof Error ? error.message : 'It did not answer.';
  // The browser’s own messages have no full stop.
  const sentence = reason.endsWith('.') ? reason : `${reason}.`;
  const message = `${sentence} If the server has stopped, start it again: npm run playground.`;
  return { code: 'no answer', message };
}
