// The attributes, as a form or as JSON. Only the view that is shown reports its content.

import { byId } from './dom.js';
import { createForm } from './form.js';
import { counted } from './format.js';
import { showMessages, showProblems } from './problems.js';
import { readAttributes } from './reading.js';
import { asText, jsonOf, notText, readRows, rowsOf } from './rows.js';

/** @typedef {import('./reading.js').Reading} Reading */

/** @param {(reading: Reading) => void} onChange @param {(text: string) => void} announce */
export function createEditor(onChange, announce) {
  const formView = byId('view-form', HTMLInputElement);
  const jsonView = byId('view-json', HTMLInputElement);
  const jsonText = byId('json-text', HTMLTextAreaElement);
  const jsonProblems = byId('json-problems', HTMLElement);
  const allProblems = byId('all-problems', HTMLElement);
  const formReason = byId('form-reason', HTMLElement);
  formReason.textContent = 'The form needs an object, such as {"name": "Jane"}.';
  const form = createForm(readForm, announce);

  function readForm() {
    const { reading, problems } = readRows(form.rows());
    form.showProblems(problems);
    const general = reading.problems.filter(({ key }) => key === undefined);
    showMessages(
      allProblems,
      general.map(({ message }) => message),
    );
    const others = problems.map(({ row, ...problem }) => ({ key: row.key, ...problem }));
    offerText(form.rows());
    onChange({ ...reading, problems: [...general, ...others] });
  }

  function readJson() {
    const reading = parse(jsonText.value);
    showProblems(
      jsonText,
      jsonProblems,
      reading.problems.map(({ message }) => message),
    );
    const rows = isAttributes(reading.attributes) ? rowsOf(reading.attributes) : undefined;
    formView.disabled = rows === undefined;
    formReason.hidden = rows !== undefined;
    offerText(rows ?? []);
    onChange(reading);
  }

  /** @param {readonly import('./rows.js').Row[]} rows */
  function offerText(rows) {
    const { length } = notText(rows);
    byId('not-text', HTMLElement).hidden = length === 0;
    byId('not-text-count', HTMLElement).textContent =
      length === 1 ? '1 value is not text.' : `${counted(length, 'value')} are not text.`;
  }

  function makeAllText() {
    const { attributes } = parse(jsonText.value);
    const before = formView.checked ? form.rows() : isAttributes(attributes) ? rowsOf(attributes) : [];
    const rows = before
      .map((row) => (row.kind === 'text' ? row : asText(row)))
      .filter((row) => row !== undefined);
    const leftOut = before.length - rows.length;
    show(rows);
    // The button is gone.
    byId('attributes', HTMLElement).focus();
    announce(`All values are text.${leftOut === 0 ? '' : ` Left out: ${counted(leftOut, 'empty value')}.`}`);
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

  /** @param {readonly import('./rows.js').Row[]} rows */
  function show(rows) {
    form.show(rows.map((row) => ({ ...row })));
    jsonText.value = jsonOf(rows);
    if (formView.checked) readForm();
    else readJson();
  }

  byId('make-all-text', HTMLButtonElement).addEventListener('click', makeAllText);

  return {
    show,
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
      problems: [{ key: undefined, field: 'value', message, prevents: true }],
    };
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isAttributes(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
