// "Open the widget": saves the attributes in a session, lets the snippet and the stand-in get a token as on a
// site, and shows the result.

import { createAgentView, nameOf } from './agent.js';
import { startCountdown, stopCountdown } from './countdown.js';
import { byId, makeScrollable } from './dom.js';
import { createFlow } from './flow.js';
import { issueItem } from './issues.js';
import { showJson } from './json-view.js';
import { getRefusal, jsonOf, saveSession } from './server-calls.js';
import { headerOf } from './token.js';

/**
 * @typedef {object} Answer The detail of the "stand-in:answer" event.
 * @property {{ openChat: { color: string, backgroundColor: string } }} [styles]
 * @property {string} [displayName] The name that the agent sees.
 * @property {string} [token]
 * @property {import('amazon-connect-widget-token/verify').WidgetTokenClaims} [claims]
 * @property {import('./issues.js').ShownIssue[]} issues
 */

/** @type {import('./issues.js').ShownIssue} */
const NO_TOKEN = {
  code: 'NO_TOKEN',
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

/** @param {(text: string) => void} announce @param {(token: string) => void} onOpened */
export function createWidget(announce, onOpened) {
  const openButton = byId('open', HTMLButtonElement);
  const opened = byId('opened', HTMLElement);
  const showAgent = createAgentView();
  for (const id of ['header', 'claims']) makeScrollable(byId(id, HTMLElement), 'JSON');
  /** @type {unknown} */
  let attributes;
  /** The attributes that were opened, as JSON. Undefined before. @type {string | undefined} */
  let openedJson;
  const flow = createFlow((attributes) => {
    callWidget('contactAttributes', attributes);
  }, announce);

  async function open() {
    if (openButton.getAttribute('aria-busy') === 'true') return;
    openButton.setAttribute('aria-busy', 'true');
    openedJson = jsonOf(attributes);
    // The page sets this name. No one signs it.
    callWidget('customerDisplayName', (/** @type {(name: string) => void} */ callback) => {
      callback(nameOf(attributes));
    });
    try {
      await saveSession(attributes);
      document.dispatchEvent(new Event('stand-in:open'));
    } catch (error) {
      showRefused('The playground server', [serverProblem(error)]);
    }
  }

  /** @param {Answer} answer */
  async function show({ styles, displayName = '', token, claims, issues }) {
    paint(styles);
    if (token !== undefined && claims !== undefined) {
      showOpened(token, claims, displayName);
    } else if (token !== undefined) {
      showRefused('Connect refuses the token', issues);
    } else {
      const { issues: refusal } = await getRefusal();
      showRefused('Your server’s log', refusal.length > 0 ? refusal : [NO_TOKEN]);
    }
  }

  /** @param {string} token @param {NonNullable<Answer['claims']>} claims @param {string} displayName */
  function showOpened(token, claims, displayName) {
    showJson(byId('header', HTMLElement), headerOf(token));
    showJson(byId('claims', HTMLElement), claims);
    showAgent(displayName, claims.attributes ?? {});
    reveal('accepted');
    startCountdown(claims, () => {
      announce('The token has expired.');
    });
    flow.show(token, claims.attributes ?? {});
    onOpened(token);
    announce(`The widget is open. The token is valid for ${claims.exp - claims.iat} s.`);
  }

  /** @param {string} title @param {readonly import('./issues.js').ShownIssue[]} issues */
  function showRefused(title, issues) {
    stopCountdown();
    flow.hide();
    byId('refused-title', HTMLElement).textContent = title;
    byId('refused-issues', HTMLElement).replaceChildren(...issues.map(issueItem));
    byId('chat-line', HTMLElement).textContent = 'Something went wrong';
    reveal('refused');
    announce(`Something went wrong. ${title}: ${issues.map(({ message }) => message).join(' ')}`);
  }

  /** @param {'accepted' | 'refused'} outcome */
  function reveal(outcome) {
    for (const id of ['accepted', 'agent', 'chat-source'])
      byId(id, HTMLElement).hidden = outcome !== 'accepted';
    byId('refused', HTMLElement).hidden = outcome !== 'refused';
    opened.hidden = false;
    opened.dataset.outcome = outcome;
    showStale();
    opened.scrollIntoView({ block: 'nearest' });
    openButton.removeAttribute('aria-busy');
  }

  const isStale = () => openedJson !== undefined && openedJson !== jsonOf(attributes);

  function showStale() {
    byId('stale', HTMLElement).hidden = !isStale();
    for (const section of [opened, byId('flow', HTMLElement)]) section.classList.toggle('stale', isStale());
  }

  for (const id of ['open', 'thin-open', 'open-again']) {
    byId(id, HTMLButtonElement).addEventListener('click', () => void open());
  }
  document.addEventListener('stand-in:answer', (event) => {
    show(/** @type {CustomEvent<Answer>} */ (event).detail).catch((/** @type {unknown} */ error) => {
      showRefused('The playground server', [serverProblem(error)]);
    });
  });

  return {
    isStale,
    /** @param {unknown} changed */
    setAttributes(changed) {
      attributes = changed;
      showStale();
    },
  };
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
  return { code: 'NO_ANSWER', message };
}
