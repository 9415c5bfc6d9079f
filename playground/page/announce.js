// What a screen reader announces: politely, after typing pauses, and never the same message twice in a row.

import { byId } from './dom.js';
import { counted, formatNumbers, inBytes } from './format.js';

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
  /**
   * @param {import('./reading.js').Reading} reading
   * @param {import('./size.js').Measure} size
   * @param {boolean} isStale Whether the attributes changed since the widget was opened.
   */
  return ({ problems }, { remainingBytes, drop }, isStale) => {
    const [first] = problems;
    const state = JSON.stringify([problems.map(({ message }) => message), remainingBytes < 0, drop, isStale]);
    const isFirst = before === undefined;
    if (state === before) return;
    before = state;
    if (isFirst) return;
    const size =
      remainingBytes < 0
        ? `${inBytes(-remainingBytes)} too many: remove ${drop.join(', ')}.`
        : `${inBytes(remainingBytes)} left.`;
    const count = problems.length > 1 ? `${counted(problems.length, 'problem')}. ` : '';
    const stale = isStale ? ' Attributes changed since the widget was opened.' : '';
    announce(
      first === undefined
        ? `No problems. ${size}${stale}`
        : `${count}${formatNumbers(first.message)}${remainingBytes < 0 ? ` ${size}` : ''}${stale}`,
    );
  };
}
