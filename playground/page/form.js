// The attributes as rows of fields, with each problem at its field. A row's fields are created once and kept
// while it is edited, so that typing never loses the focus.

import { byId, part, showProblems } from './dom.js';

/**
 * @typedef {import('./rows.js').Row} Row
 * @typedef {object} RowView
 * @property {Row} row
 * @property {HTMLElement} item
 * @property {HTMLInputElement} key
 * @property {HTMLTextAreaElement} value
 * @property {HTMLElement} keyProblems
 * @property {HTMLElement} valueProblems
 */

let made = 0;

/** @param {() => void} onChange @param {(text: string) => void} announce */
export function createForm(onChange, announce) {
  const list = byId('rows', HTMLUListElement);
  const addButton = byId('add', HTMLButtonElement);
  /** @type {RowView[]} */
  let views = [];

  /** @param {Row} row */
  function add(row) {
    const view = createRow(row, onChange, () => {
      remove(view);
    });
    views.push(view);
    list.append(view.item);
    return view;
  }

  /** @param {RowView} view */
  function remove(view) {
    const index = views.indexOf(view);
    views.splice(index, 1);
    view.item.remove();
    (views[index]?.key ?? addButton).focus();
    announce(`Removed ${view.row.key || 'an attribute'}.`);
    onChange();
  }

  addButton.addEventListener('click', () => {
    add({ key: '', kind: 'text', text: '' }).key.focus();
    onChange();
  });

  return {
    rows: () => views.map(({ row }) => row),
    /** @param {readonly Row[]} rows */
    show(rows) {
      list.replaceChildren();
      views = [];
      for (const row of rows) add(row);
    },
    /** @param {readonly import('./rows.js').RowProblem[]} problems */
    showProblems(problems) {
      for (const { row, key, value, keyProblems, valueProblems } of views) {
        const messagesOf = (/** @type {'key' | 'value'} */ field) =>
          problems
            .filter((problem) => problem.row === row && problem.field === field)
            .map(({ message }) => message);
        showProblems(key, keyProblems, messagesOf('key'));
        showProblems(value, valueProblems, messagesOf('value'));
      }
    },
    /** @param {string} key */
    focus(key) {
      views.findLast(({ row }) => row.key === key)?.value.focus();
    },
  };
}

/** @param {Row} row @param {() => void} onChange @param {() => void} onRemove @returns {RowView} */
function createRow(row, onChange, onRemove) {
  made += 1;
  const copy = document.importNode(byId('row', HTMLTemplateElement).content, true);
  const item = part(copy, 'item', HTMLLIElement);
  const legend = part(item, 'legend', HTMLLegendElement);
  const key = part(item, 'key', HTMLInputElement);
  const kind = part(item, 'kind', HTMLSelectElement);
  const value = part(item, 'value', HTMLTextAreaElement);
  const removeButton = part(item, 'remove', HTMLButtonElement);
  const keyProblems = part(item, 'key-problems', HTMLElement);
  const valueProblems = part(item, 'value-problems', HTMLElement);
  keyProblems.id = `key-problems-${made}`;
  valueProblems.id = `value-problems-${made}`;

  const name = () => {
    legend.textContent = `Attribute ${row.key}`;
    removeButton.setAttribute('aria-label', `Remove ${row.key || 'this attribute'}`);
    value.placeholder = row.kind === 'json' ? '45, true, null' : '';
  };
  key.value = row.key;
  kind.value = row.kind;
  value.value = row.text;
  name();
  item.addEventListener('input', () => {
    row.key = key.value;
    row.kind = kind.value === 'json' ? 'json' : 'text';
    row.text = value.value;
    name();
    onChange();
  });
  removeButton.addEventListener('click', onRemove);
  return { row, item, key, value, keyProblems, valueProblems };
}
