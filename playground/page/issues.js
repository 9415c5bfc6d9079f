// An issue, as the package reports it or as the page words one of its own: the message and the code.

import { create } from './dom.js';
import { formatNumbers } from './format.js';

/** @typedef {{ readonly code: string, readonly message: string }} ShownIssue */

/** The place that a message of the package begins with: `attributes["age"]`, `sub`, `token`. */
const PLACE = /^[a-z]\w*(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])*…?(?= )/;

/** Places that are words of English. Others are written as in code. */
const WORDS = ['token', 'signature', 'header', 'claims'];

/** @param {ShownIssue} issue */
export function issueItem({ code, message }) {
  const paragraph = create('p', 'message', ...messageNodes(message));
  return create('li', 'issue', paragraph, create('code', 'error-code', code));
}

/** The message with its place in bold. @param {string} message @returns {(Node | string)[]} */
export function messageNodes(message) {
  const place = PLACE.exec(message)?.[0];
  if (place === undefined) return [formatNumbers(message)];
  const name = WORDS.includes(place)
    ? create('strong', 'place', place.charAt(0).toUpperCase() + place.slice(1))
    : create('code', 'place', ...breakable(place));
  return [name, formatNumbers(message.slice(place.length))];
}

/**
 * Lets a long name, address or value break where a new word begins. A word breaks only if it is longer than
 * the line.
 *
 * @param {string} text
 */
export function breakable(text) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  for (const word of text.split(/(?<=[.@/_-])(?=\w)|(?<=\s)|(?=\s)/)) {
    const parts = word.split(/(?<=[a-z\d])(?=[A-Z])/);
    const humps = parts.flatMap((part, index) => (index === 0 ? [part] : [create('wbr'), part]));
    if (word.trim() === '') nodes.push(word);
    else nodes.push(create('wbr'), create('span', 'word', ...humps));
  }
  return nodes;
}
