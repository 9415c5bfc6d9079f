// A problem as the package reports it: the message, the hint and the error code.

import { create } from './dom.js';

/** @typedef {{ readonly code: string, readonly message: string, readonly hint?: string }} Shown */

/** @param {Shown} finding */
export function findingItem({ code, message, hint = '' }) {
  const item = create('li', 'finding', create('p', 'message', message));
  if (hint !== '') item.append(create('p', 'hint', hint));
  item.append(create('code', 'error-code', code));
  return item;
}
