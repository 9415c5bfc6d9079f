// The attributes as rows of fields, with each problem at its field. A row's fields are created once and kept
// while it is edited, so that typing never loses the focus.

import { byId } from './dom.js';
import { createRow } from './row.js';
import { asText } from './rows.js';

/** @typedef {import('./rows.js').Row} Row @typedef {import('./row.js').RowView} RowView */

/** @param {() => void} onChange @param {(text: string) => void} announce */
export function createForm(onChange, announce) {
  const list = byId('rows', HTMLUListElement);
  const addButton = byId('add', HTMLButtonElement);
  /** @type {RowView[]} */
  let views = [];

  /** @param {Row} row */
  function add(row) {
    const view = createRow(row, {
      onChange,
      onRemove() {
        remove(view);
      },
      onMakeText() {
        makeText(view);
      },
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

  /** @param {RowView} view */
  function makeText(view) {
    const text = asText(view.row);
    if (text === undefined) {
      remove(view);
      return;
    }
    view.set(text);
    view.field().focus();
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
      for (const view of views) {
        const messagesOf = (/** @type {'key' | 'value'} */ field) =>
          problems
            .filter((problem) => problem.row === view.row && problem.field === field)
            .map(({ message }) => message);
        view.showProblems(messagesOf('key'), messagesOf('value'));
      }
    },
    /** @param {string} key */
    focus(key) {
      views
        .findLast(({ row }) => row.key === key)
        ?.field()
        .focus();
    },
  };
}
