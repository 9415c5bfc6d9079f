// What an agent and the customer see of the attributes: the name, a greeting from a flow that reads them, and
// the attributes.

import { byId, create, makeScrollable } from './dom.js';
import { shortened } from './format.js';
import { breakable } from './issues.js';

/** Names that a flow would greet a customer by. */
const NAME = /^(?:customer|display|first|full|given|user)?[_-]?name$/i;

/** @param {unknown} attributes As in the token, or as they were typed: then they may be anything. */
export function nameOf(attributes) {
  if (typeof attributes !== 'object' || attributes === null) return '';
  const [, name] = Object.entries(attributes).find(([key]) => NAME.test(key)) ?? [];
  return typeof name === 'string' ? name : '';
}

/** @param {Readonly<Record<string, string>>} attributes */
function greet(attributes) {
  const keys = Object.keys(attributes);
  const named = keys.find((key) => NAME.test(key));
  const key = named ?? keys[0];
  if (key === undefined)
    return { text: 'Hello! How can we help?', source: 'This flow has no attributes to read.' };
  const value = shortened(attributes[key] ?? '');
  const text = named === undefined ? `Hello! Your ${key}: ${value}.` : `Hello ${value}! How can we help?`;
  return { text, source: `The flow reads $.Attributes.${key}` };
}

export function createAgentView() {
  const list = byId('agent-attributes', HTMLElement);
  makeScrollable(list, 'Attributes that the agent sees');

  /** @param {string} displayName @param {Readonly<Record<string, string>>} attributes */
  return (displayName, attributes) => {
    const { text, source } = greet(attributes);
    byId('chat-line', HTMLElement).textContent = text;
    byId('chat-source', HTMLElement).replaceChildren(...breakable(source));
    byId('agent-name', HTMLElement).textContent = shortened(displayName);
    list.replaceChildren(
      ...Object.entries(attributes).map(([key, value]) =>
        create(
          'div',
          '',
          create('dt', '', ...breakable(key)),
          create('dd', '', ...breakable(shortened(value))),
        ),
      ),
    );
  };
}
