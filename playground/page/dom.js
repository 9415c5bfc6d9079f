// DOM helpers that every part of the page uses.

/**
 * Finds an element of index.html by its id. Searches only the body, because the snippet's script in the head
 * has the widget's id, which could be the same.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  return expectElement(document.body.querySelector(`#${id}`), `#${id}`, type);
}

/**
 * Finds a part of a cloned template by its `data-part` name.
 *
 * @template {HTMLElement} T
 * @param {ParentNode} root
 * @param {string} name
 * @param {new () => T} type
 * @returns {T}
 */
export function part(root, name, type) {
  return expectElement(root.querySelector(`[data-part="${name}"]`), name, type);
}

/**
 * @template {HTMLElement} T
 * @param {unknown} element
 * @param {string} name
 * @param {new () => T} type
 */
function expectElement(element, name, type) {
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} ${name}.`);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function create(tag, className = '', ...children) {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

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
  place.replaceChildren(...messages.map((message) => create('span', 'problem', message)));
  place.hidden = messages.length === 0;
}

/** @param {number} number */
export const grouped = (number) => number.toLocaleString('en');
