// Platforms that these tests cannot run on, and the cells that replace them.

/** @import { Cell } from '../../cells.js' */

/** @param {string} name @param {string} reason @returns {Cell} */
const row = (name, reason) => ({ group: 'Runtimes', name, unavailable: () => reason });

/** @type {readonly Cell[]} */
export default [
  row('AWS Lambda itself', 'it needs an account; the cells above use its Node.js, flags, handler and event'),
  row('Cloudflare itself', 'it needs an account; a cell above uses its runtime, workerd'),
  row('Vercel itself', 'it needs an account; a cell above uses its Edge Runtime'),
  row('Firefox, Safari', 'Playwright needs its own builds of them, from its own server; Chromium is above'),
];
