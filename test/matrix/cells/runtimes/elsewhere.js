// What no machine of ours is, and what stands in for it.

/** @import { Cell } from '../../cells.js' */

/** @param {string} name @param {string} reason @returns {Cell} */
const row = (name, reason) => ({ group: 'Runtimes', name, unavailable: () => reason });

/** @type {readonly Cell[]} */
export default [
  row(
    'AWS Lambda itself',
    'it takes an account; its Node.js, flags, handler and event are in the cells above',
  ),
  row('Cloudflare itself', 'it takes an account; its runtime, workerd, is in a cell above'),
  row('Vercel itself', 'it takes an account; its Edge Runtime is in a cell above'),
  row('Firefox, Safari', 'Playwright has builds of its own of these, from its own server; Chromium is above'),
];
