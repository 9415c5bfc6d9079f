// What a screen reader is told besides where it is: politely, once the keys rest, and never the same thing twice
// in a row.

import { byId, grouped } from './dom.js';

const REST_MS = 900;

export function createAnnouncer() {
  const region = byId('live', HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (/** @type {string} */ text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      region.textContent = text;
    }, REST_MS);
  };
}

/**
 * Tells of a change of what is wrong, and not of every key press.
 *
 * @param {(text: string) => void} announce
 */
export function createStateTeller(announce) {
  /** @type {string | undefined} */
  let before;
  /** @param {import('./reading.js').Reading} reading @param {import('./size.js').Measure} size */
  return ({ problems }, { remainingBytes, drop }) => {
    const [first] = problems;
    const state = JSON.stringify([problems.map(({ message }) => message), remainingBytes < 0, drop]);
    const isFirst = before === undefined;
    if (state === before) return;
    before = state;
    if (isFirst) return;
    const size =
      remainingBytes < 0
        ? `${grouped(-remainingBytes)} bytes too many: drop ${drop.join(', ')}.`
        : `${grouped(remainingBytes)} bytes left.`;
    const count = problems.length > 1 ? `${problems.length} problems. ` : '';
    announce(first === undefined ? `No problem. ${size}` : `${count}${first.message} ${size}`);
  };
}
