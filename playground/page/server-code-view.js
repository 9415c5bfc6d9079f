// Where signing would be, on the page without a server: the code of a server that signs these attributes.

import { createCopy } from './copy.js';
import { byId, makeScrollable } from './dom.js';
import { serverCode } from './server-code.js';

/** @param {string} widgetId */
export function createServerCode(widgetId) {
  const block = byId('server-code', HTMLElement);
  const problem = byId('server-problem', HTMLElement);
  const button = byId('copy-server', HTMLButtonElement);
  const copied = byId('copied-server', HTMLElement);
  const choices = document.querySelectorAll('input[name="server"]');
  createCopy(button, block, copied);
  makeScrollable(block, 'Code of the server');
  /** @type {unknown} */
  let attributes;

  function show() {
    const chosen = [...choices].find((choice) => choice instanceof HTMLInputElement && choice.checked);
    const server = /** @type {import('./server-code.js').Server} */ (
      chosen?.getAttribute('value') ?? 'express'
    );
    const code = serverCode(server, attributes, widgetId);
    block.textContent = code ?? '';
    block.hidden = code === undefined;
    problem.hidden = code !== undefined;
    button.disabled = code === undefined;
    copied.textContent = '';
  }
  for (const choice of choices) choice.addEventListener('change', show);

  /** @param {import('./reading.js').Reading} reading */
  return (reading) => {
    ({ attributes } = reading);
    show();
  };
}
