// Shows what inspectWidgetToken finds in a pasted token. The server calls it, because only it has the key.

import { byId, create, grouped } from './dom.js';
import { BROKEN_TOKEN } from './examples.js';
import { issueItem } from './issues.js';
import { showJson } from './json-view.js';
import { inspect } from './server-calls.js';

const DEBOUNCE_MS = 200;

/** @param {(text: string) => void} announce */
export function createInspector(announce) {
  const field = byId('token', HTMLTextAreaElement);
  const withKey = byId('with-key', HTMLInputElement);
  const place = byId('inspection', HTMLElement);
  const openedButton = byId('inspect-opened', HTMLButtonElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = 0;
  let opened = '';

  async function show() {
    const token = unwrap(field.value);
    asked += 1;
    const asking = asked;
    if (token === '') {
      place.replaceChildren();
      return;
    }
    const inspection = await inspect(token, withKey.checked);
    // Another token may have been pasted meanwhile.
    if (asking !== asked) return;
    place.replaceChildren(...describe(inspection, withKey.checked));
    const { length } = inspection.issues;
    announce(length === 0 ? 'No problems with the token.' : `${counted(length)} with the token.`);
  }

  function ask() {
    show().catch((/** @type {unknown} */ error) => {
      place.replaceChildren(create('p', 'note', error instanceof Error ? error.message : 'No response.'));
    });
  }

  /** @param {string} token */
  function fill(token) {
    field.value = token;
    ask();
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, DEBOUNCE_MS);
  });
  withKey.addEventListener('change', ask);
  byId('inspect-broken', HTMLButtonElement).addEventListener('click', () => {
    fill(BROKEN_TOKEN);
  });
  openedButton.addEventListener('click', () => {
    fill(opened);
  });

  /** @param {string} token */
  return (token) => {
    opened = token;
    openedButton.disabled = false;
  };
}

/** Accepts the endpoint's whole response as well as the token alone. @param {string} text */
function unwrap(text) {
  const answer = /^\s*\{\s*"data"\s*:\s*"([^"]*)"\s*\}\s*$/.exec(text);
  return answer?.[1] ?? text.trim();
}

/**
 * @param {import('amazon-connect-widget-token/verify').Inspection} inspection
 * @param {boolean} withKey
 */
function describe({ header, claims, size, signature, expiresInSeconds, issues }, withKey) {
  const facts = create('dl', 'facts');
  const fact = (/** @type {string} */ term, /** @type {string} */ text) => {
    facts.append(create('div', '', create('dt', '', term), create('dd', '', text)));
  };
  fact('Signature', signature);
  fact('Lifetime', lifetimeOf(expiresInSeconds));
  fact('Size', `${grouped(size.bytes)} of ${grouped(size.maxBytes)} bytes`);

  const title = issues.length === 0 ? 'No problems' : counted(issues.length);
  /** @type {HTMLElement[]} */
  const elements = [create('h3', issues.length === 0 ? 'good' : 'bad', title), facts];
  if (issues.length === 0 && !withKey) {
    elements.push(create('p', 'note', 'Checked without the key and the widget id.'));
  }
  elements.push(create('ul', 'issues', ...issues.map(issueItem)));
  for (const [name, value] of Object.entries({ Header: header, Claims: claims })) {
    if (value === undefined) continue;
    const code = create('pre', 'code');
    showJson(code, value);
    elements.push(create('h4', '', name), code);
  }
  return elements;
}

/** @param {number | undefined} seconds */
function lifetimeOf(seconds) {
  if (seconds === undefined) return 'unknown';
  return seconds > 0 ? `${grouped(seconds)} s left` : `expired ${grouped(-seconds)} s ago`;
}

/** @param {number} problems */
function counted(problems) {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}
