// The attributes, as a form or as JSON. Only the view that is shown reports its content.

import { byId, showMessages, showProblems } from './dom.js';
import { createForm } from './form.js';
import { readAttributes } from './reading.js';
import { jsonOf, readRows, rowsOf } from './rows.js';

/** @typedef {import('./reading.js').Reading} Reading */

/** @param {(reading: Reading) => void} onChange @param {(text: string) => void} announce */
export function createEditor(onChange, announce) {
  const formView = byId('view-form', HTMLInputElement);
  const jsonView = byId('view-json', HTMLInputElement);
  const jsonText = byId('json-text', HTMLTextAreaElement);
  const jsonProblems = byId('json-problems', HTMLElement);
  const allProblems = byId('all-problems', HTMLElement);
  const form = createForm(readForm, announce);

  function readForm() {
    const { reading, problems } = readRows(form.rows());
    form.showProblems(problems);
    const general = reading.problems.filter(({ key }) => key === undefined);
    showMessages(
      allProblems,
      general.map(({ message }) => message),
    );
    const others = problems.map(({ row, field, message }) => ({ key: row.key, field, message }));
    onChange({ ...reading, problems: [...general, ...others] });
  }

  function readJson() {
    const reading = parse(jsonText.value);
    showProblems(
      jsonText,
      jsonProblems,
      reading.problems.map(({ message }) => message),
    );
    // Only an object of attributes can be shown as rows.
    formView.disabled = !isAttributes(reading.attributes);
    onChange(reading);
  }

  function showView() {
    byId('form', HTMLElement).hidden = !formView.checked;
    byId('json', HTMLElement).hidden = formView.checked;
    allProblems.hidden = true;
    if (formView.checked) {
      const { attributes } = parse(jsonText.value);
      form.show(isAttributes(attributes) ? rowsOf(attributes) : []);
      readForm();
    } else {
      jsonText.value = jsonOf(form.rows());
      readJson();
    }
  }

  jsonText.addEventListener('input', readJson);
  formView.addEventListener('change', showView);
  jsonView.addEventListener('change', showView);

  return {
    /** @param {readonly import('./rows.js').Row[]} rows */
    show(rows) {
      form.show(rows.map((row) => ({ ...row })));
      jsonText.value = jsonOf(rows);
      if (formView.checked) readForm();
      else readJson();
    },
    /** @param {string} key */
    focus(key) {
      if (formView.checked) form.focus(key);
      else jsonText.focus();
    },
  };
}

/** @param {string} text @returns {Reading} */
function parse(text) {
  try {
    return readAttributes(JSON.parse(text));
  } catch (error) {
    const message = `This is not valid JSON: ${error instanceof Error ? error.message : 'unknown reason'}.`;
    return {
      attributes: text,
      valid: {},
      invalid: [],
      problems: [{ key: undefined, field: 'value', message }],
    };
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isAttributes(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
