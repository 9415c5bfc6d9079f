// The button that puts the widget's token into the inspector, once there is one.

import { byId } from './dom.js';

/** @param {(token: string) => void} fill */
export function offerOpenedToken(fill) {
  const button = byId('inspect-opened', HTMLButtonElement);
  let opened = '';
  button.addEventListener('click', () => {
    fill(opened);
  });
  return (/** @type {string} */ token) => {
    opened = token;
    button.disabled = false;
  };
}
