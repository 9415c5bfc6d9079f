// Shows what inspectWidgetToken finds in a pasted token.

import { byId, create, makeScrollable } from './dom.js';
import { BROKEN_TOKEN } from './examples.js';
import { counted, grouped, inWords } from './format.js';
import { issueItem } from './issues.js';
import { showJson } from './json-view.js';

/** @typedef {import('amazon-connect-widget-token/verify').Inspection} Inspection */

const DEBOUNCE_MS = 200;

/**
 * @param {object} page
 * @param {(token: string) => Promise<Inspection>} page.inspect
 * @param {() => boolean} page.isWithKey Whether the signature and the widget id are checked too.
 * @param {(text: string) => void} page.announce
 */
export function createInspector({ inspect, isWithKey, announce }) {
  const field = byId('token', HTMLTextAreaElement);
  const place = byId('inspection', HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = 0;

  async function show() {
    const token = unwrap(field.value);
    asked += 1;
    const asking = asked;
    if (token === '') {
      place.replaceChildren();
      return;
    }
    const inspection = await inspect(token);
    // Another token may have been pasted meanwhile.
    if (asking !== asked) return;
    place.replaceChildren(...describe(inspection, isWithKey()));
    for (const code of place.querySelectorAll('pre')) makeScrollable(code, 'JSON');
    const { length } = inspection.issues;
    announce(length === 0 ? 'No problems with the token.' : `${counted(length, 'problem')} with the token.`);
  }

  function again() {
    show().catch((/** @type {unknown} */ error) => {
      place.replaceChildren(create('p', 'note', error instanceof Error ? error.message : 'No response.'));
    });
  }

  /** @param {string} token */
  function fill(token) {
    field.value = token;
    again();
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, DEBOUNCE_MS);
  });
  byId('inspect-broken', HTMLButtonElement).addEventListener('click', () => {
    fill(BROKEN_TOKEN);
  });

  return { again, fill };
}

/** Accepts the endpoint's whole response as well as the token alone. @param {string} text */
function unwrap(text) {
  const answer = /^\s*\{\s*"data"\s*:\s*"([^"]*)"\s*\}\s*$/.exec(text);
  return answer?.[1] ?? text.trim();
}

/**
 * @param {Inspection} inspection
 * @param {boolean} withKey
 */
function describe({ header, claims, size, signature, expiresInSeconds, issues }, withKey) {
  const facts = create('dl', 'facts');
  const fact = (/** @type {string} */ term, /** @type {string} */ text) => {
    facts.append(create('div', '', create('dt', '', term), create('dd', '', text)));
  };
  fact('Signature', SIGNATURES[signature]);
  fact('Lifetime', lifetimeOf(expiresInSeconds));
  fact('Size', `${grouped(size.bytes)} of ${grouped(size.maxBytes)} bytes`);

  const title = issues.length === 0 ? 'No problems' : counted(issues.length, 'problem');
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

const SIGNATURES = { valid: 'Valid', invalid: 'Invalid', unchecked: 'Not checked' };

/** @param {number | undefined} seconds */
function lifetimeOf(seconds) {
  if (seconds === undefined) return 'Unknown';
  return seconds > 0 ? `${inWords(seconds)} left` : `Expired ${inWords(-seconds)} ago`;
}
