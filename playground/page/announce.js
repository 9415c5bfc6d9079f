// What a screen reader announces: politely, after typing pauses, and never the same message twice in a row.

import { byId, grouped } from './dom.js';

const DEBOUNCE_MS = 900;

export function createAnnouncer() {
  const region = byId('live', HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (/** @type {string} */ text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      region.textContent = text;
    }, DEBOUNCE_MS);
  };
}

/**
 * Announces when the problems change, not at every key press.
 *
 * @param {(text: string) => void} announce
 */
export function createStateAnnouncer(announce) {
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
        ? `${grouped(-remainingBytes)} bytes too many: remove ${drop.join(', ')}.`
        : `${grouped(remainingBytes)} bytes left.`;
    const count = problems.length > 1 ? `${problems.length} problems. ` : '';
    announce(first === undefined ? `No problems. ${size}` : `${count}${first.message} ${size}`);
  };
}
