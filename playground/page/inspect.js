// "Paste a token": what inspectWidgetToken finds, each with what to do about it. The server asks it, as it has the key.

import { byId, create, grouped } from './dom.js';
import { BROKEN_TOKEN } from './examples.js';
import { findingItem } from './findings.js';
import { showJson } from './json-view.js';
import { inspect } from './server-calls.js';

const REST_MS = 200;

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
    announce(length === 0 ? 'Nothing is wrong with the token.' : `${counted(length)} with the token.`);
  }

  function ask() {
    show().catch((/** @type {unknown} */ error) => {
      place.replaceChildren(create('p', 'note', error instanceof Error ? error.message : 'No answer.'));
    });
  }

  /** @param {string} token */
  function fill(token) {
    field.value = token;
    ask();
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, REST_MS);
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

/** The token, also where the whole answer of an endpoint was pasted. @param {string} text */
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
  fact('Life', lifeOf(expiresInSeconds));
  fact('Size', `${grouped(size.bytes)} of ${grouped(size.maxBytes)} bytes`);

  const title = issues.length === 0 ? 'Nothing is wrong with it' : counted(issues.length);
  /** @type {HTMLElement[]} */
  const elements = [create('h3', issues.length === 0 ? 'good' : 'bad', title), facts];
  if (issues.length === 0 && !withKey) {
    elements.push(create('p', 'note', 'As far as can be seen without the key.'));
  }
  elements.push(create('ul', 'findings', ...issues.map(findingItem)));
  for (const [name, value] of Object.entries({ Header: header, Claims: claims })) {
    if (value === undefined) continue;
    const code = create('pre', 'code');
    showJson(code, value);
    elements.push(create('h4', '', name), code);
  }
  return elements;
}

/** @param {number | undefined} seconds */
function lifeOf(seconds) {
  if (seconds === undefined) return 'unknown';
  return seconds > 0 ? `${grouped(seconds)} s left` : `expired ${grouped(-seconds)} s ago`;
}

/** @param {number} problems */
function counted(problems) {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}
