// What is wrong, in the package's own words: what, what to do about it, and the code to look for.

import { create } from './dom.js';

/** @typedef {{ readonly code: string, readonly message: string, readonly hint?: string }} Shown */

/** @param {Shown} finding */
export function findingItem({ code, message, hint = '' }) {
  const item = create('li', 'finding', create('p', 'message', message));
  if (hint !== '') item.append(create('p', 'hint', hint));
  item.append(create('code', 'error-code', code));
  return item;
}
