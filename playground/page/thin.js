// The size in one line and one thin bar, at the top of a narrow window: only while the attributes are in view
// and the size above them is not.

import { byId } from './dom.js';

export function createThinBar() {
  const thin = byId('thin', HTMLElement);
  thin.hidden = false;
  // CSS shows it only in a narrow window, and its section keeps it on the screen.
  new IntersectionObserver(([entry]) => {
    thin.classList.toggle('needed', entry !== undefined && !entry.isIntersecting);
  }).observe(byId('size', HTMLElement));

  /** @param {string} state @param {number} share Of the limit. */
  return (state, share) => {
    byId('thin-text', HTMLElement).textContent = state;
    byId('thin-part', HTMLElement).style.width = `${100 * share}%`;
  };
}
