// Problems at a field of the form.

import { create } from './dom.js';
import { messageNodes } from './issues.js';

/**
 * Shows the messages at the field and marks it invalid. With no messages, marks it valid.
 *
 * @param {HTMLElement} field
 * @param {HTMLElement} place
 * @param {readonly string[]} messages
 */
export function showProblems(field, place, messages) {
  showMessages(place, messages);
  if (place.hidden) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  } else {
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', place.id);
  }
}

/** @param {HTMLElement} place @param {readonly string[]} messages */
export function showMessages(place, messages) {
  place.replaceChildren(...messages.map((message) => create('span', 'problem', ...messageNodes(message))));
  place.hidden = messages.length === 0;
}
