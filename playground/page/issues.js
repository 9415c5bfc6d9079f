// An issue, as the package reports it or as the page words one of its own: the message and the code.

import { create } from './dom.js';

/** @typedef {{ readonly code: string, readonly message: string }} ShownIssue */

/** @param {ShownIssue} issue */
export function issueItem({ code, message }) {
  return create('li', 'issue', create('p', 'message', message), create('code', 'error-code', code));
}
