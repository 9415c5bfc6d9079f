// Shows what a flow reads when the same attributes are signed in the token and passed by contactAttributes,
// and what happens to each when a visitor changes one in the browser.

import { byId, create } from './dom.js';
import { shortened } from './format.js';
import { breakable, messageNodes } from './issues.js';
import { verify } from './server-calls.js';
import { forge } from './token.js';

const REFUSED = 'Refused: the signature no longer matches.';

/** @param {(attributes: Record<string, unknown>) => void} passAttributes @param {(text: string) => void} announce */
export function createFlow(passAttributes, announce) {
  const section = byId('flow', HTMLElement);
  const paths = byId('paths', HTMLTableSectionElement);
  const keys = byId('visitor-key', HTMLSelectElement);
  const newValue = byId('visitor-value', HTMLInputElement);
  /** @type {Map<string, { signed: HTMLElement, passed: HTMLElement }>} */
  const cells = new Map();
  let token = '';
  /** @type {Record<string, string>} */
  let attributes = {};

  document.addEventListener('stand-in:contact-attributes', (event) => {
    const passed = /** @type {CustomEvent<Record<string, unknown>>} */ (event).detail;
    for (const [key, cell] of cells) {
      const value = String(passed[`HostedWidget-${key}`]);
      const isChanged = value !== attributes[key];
      fill(
        cell.passed,
        `$.Attributes.HostedWidget-${key}`,
        value,
        isChanged ? 'Changed. The flow cannot detect it.' : '',
      );
      cell.passed.classList.toggle('changed', isChanged);
    }
  });

  byId('visitor', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const key = keys.value;
    change(key, newValue.value).catch((/** @type {unknown} */ error) => {
      const note = `Not checked: ${error instanceof Error ? error.message : 'the server did not answer'}`;
      const cell = cells.get(key);
      if (cell !== undefined) fill(cell.signed, `$.Attributes.${key}`, attributes[key] ?? '', note);
      announce(note);
    });
  });

  /** @param {string} key @param {string} value */
  async function change(key, value) {
    const cell = cells.get(key);
    if (cell === undefined) return;
    passAttributes({ ...attributes, [key]: value });
    showSigned();
    const { issues } = await verify(forge(token, key, value));
    const [issue] = issues;
    // The new value is the old one, so the token is unchanged and valid.
    if (issue === undefined) return;
    fill(cell.signed, `$.Attributes.${key}`, attributes[key] ?? '', REFUSED);
    cell.signed.append(whyRefused(issue.message));
    cell.signed.classList.add('kept');
    announce(
      `The token with the changed ${key} is refused. The flow reads the new value from contactAttributes.`,
    );
  }

  function showSigned() {
    for (const [key, cell] of cells) {
      fill(cell.signed, `$.Attributes.${key}`, attributes[key] ?? '', '');
      cell.signed.classList.remove('kept');
    }
  }

  return {
    hide() {
      section.hidden = true;
    },
    /** @param {string} opened @param {Record<string, string>} signed */
    show(opened, signed) {
      token = opened;
      attributes = signed;
      cells.clear();
      for (const key of Object.keys(signed)) cells.set(key, { signed: create('td'), passed: create('td') });
      paths.replaceChildren(...[...cells.values()].map((cell) => create('tr', '', cell.signed, cell.passed)));
      keys.replaceChildren(...Object.keys(signed).map((key) => new Option(key)));
      section.hidden = cells.size === 0;
      showSigned();
      passAttributes(signed);
    },
  };
}

/** @param {HTMLElement} cell @param {string} path @param {string} value @param {string} note */
function fill(cell, path, value, note) {
  const parts = [
    create('code', 'path', ...breakable(path)),
    create('span', 'read', ...breakable(shortened(value))),
  ];
  if (note !== '') parts.push(create('span', 'fate', note));
  cell.replaceChildren(...parts);
}

/** @param {string} message What the package says to the developer of a server. */
function whyRefused(message) {
  const text = create('p', 'note', ...messageNodes(message));
  return create('details', 'why', create('summary', '', 'What a server logs'), text);
}
