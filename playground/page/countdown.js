// Counts down the seconds until a token expires.

import { byId } from './dom.js';

/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;

/**
 * @param {{ readonly iat: number, readonly exp: number }} times In seconds since 1970.
 * @param {() => void} onExpired
 */
export function startCountdown({ iat, exp }, onExpired) {
  const life = byId('life', HTMLElement);
  const time = (/** @type {number} */ seconds) => new Date(seconds * 1000).toLocaleTimeString();
  const times = `Issued at ${time(iat)}, expires at ${time(exp)}.`;
  byId('life-note', HTMLElement).textContent = `left of ${exp - iat} s. ${times}`;

  const tick = () => {
    const left = Math.max(0, Math.ceil(exp - Date.now() / 1000));
    life.textContent = left === 0 ? 'Expired' : clock(left);
    byId('life-left', HTMLElement).style.width = `${(100 * left) / (exp - iat)}%`;
    if (left > 0) return;
    clearInterval(ticking);
    byId('life-note', HTMLElement).textContent =
      'Connect now answers 401 to this token. Open the widget again.';
    onExpired();
  };
  stopCountdown();
  ticking = setInterval(tick, 1000);
  tick();
}

export function stopCountdown() {
  clearInterval(ticking);
}

/** @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
