// One row of the form: its key, its type and its value.

import { byId, part } from './dom.js';
import { showProblems } from './problems.js';

/**
 * @typedef {import('./rows.js').Row} Row
 * @typedef {ReturnType<typeof createRow>} RowView
 */

let made = 0;

/** @param {Row} row @param {{ onChange: () => void, onRemove: () => void, onMakeText: () => void }} calls */
export function createRow(row, { onChange, onRemove, onMakeText }) {
  made += 1;
  const copy = document.importNode(byId('row', HTMLTemplateElement).content, true);
  const item = part(copy, 'item', HTMLLIElement);
  const legend = part(item, 'legend', HTMLLegendElement);
  const key = part(item, 'key', HTMLInputElement);
  const kind = part(item, 'kind', HTMLSelectElement);
  const typed = part(item, 'value', HTMLTextAreaElement);
  const choice = part(item, 'choice', HTMLSelectElement);
  const removeButton = part(item, 'remove', HTMLButtonElement);
  const makeTextButton = part(item, 'make-text', HTMLButtonElement);
  const keyProblems = part(item, 'key-problems', HTMLElement);
  const valueProblems = part(item, 'value-problems', HTMLElement);
  keyProblems.id = `key-problems-${made}`;
  valueProblems.id = `value-problems-${made}`;

  const field = () => (row.kind === 'boolean' ? choice : typed);

  /** Names the row by its key, and shows the field for its type. */
  function label() {
    legend.textContent = `Attribute ${row.key}`;
    removeButton.setAttribute('aria-label', `Remove ${row.key || 'this attribute'}`);
    part(item, 'typed', HTMLElement).hidden = row.kind === 'boolean';
    part(item, 'chosen', HTMLElement).hidden = row.kind !== 'boolean';
    typed.disabled = row.kind === 'null';
    typed.placeholder = row.kind === 'null' ? 'null' : '';
    typed.inputMode = row.kind === 'number' ? 'decimal' : '';
    makeTextButton.hidden = row.kind === 'text';
    makeTextButton.textContent = row.kind === 'null' ? 'Leave it out' : 'Make it text';
  }

  /** @param {Row} to */
  function set(to) {
    Object.assign(row, to);
    if (row.kind === 'json') kind.append(new Option('JSON', 'json'));
    key.value = row.key;
    kind.value = row.kind;
    if (row.kind === 'boolean') choice.value = row.text;
    else typed.value = row.text;
    label();
  }

  item.addEventListener('input', () => {
    const before = row.kind;
    row.key = key.value;
    row.kind = /** @type {import('./rows.js').Kind} */ (kind.value);
    if (before !== row.kind) convert(before);
    row.text = row.kind === 'boolean' ? choice.value : typed.value;
    label();
    onChange();
  });

  /** What was typed before the type became Empty. */
  let kept = '';
  /** @param {import('./rows.js').Kind} before */
  function convert(before) {
    if (before === 'boolean') typed.value = choice.value;
    if (before === 'null') typed.value = kept;
    if (row.kind === 'boolean') choice.value = String(!/^(|0|n|no|false)$/i.test(typed.value));
    if (row.kind !== 'null') return;
    kept = typed.value;
    typed.value = '';
  }

  removeButton.addEventListener('click', onRemove);
  makeTextButton.addEventListener('click', onMakeText);
  set(row);

  return {
    row,
    item,
    key,
    field,
    set,
    /** @param {readonly string[]} ofKey @param {readonly string[]} ofValue */
    showProblems(ofKey, ofValue) {
      showProblems(key, keyProblems, ofKey);
      // The field that is not shown is never invalid.
      showProblems(row.kind === 'boolean' ? typed : choice, valueProblems, []);
      showProblems(field(), valueProblems, ofValue);
    },
  };
}
