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
 * Makes a Tab stop of the element while it has more to show than fits, so that the arrow keys scroll it.
 *
 * @param {HTMLElement} element
 * @param {string} label
 */
export function makeScrollable(element, label) {
  const update = () => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
    if (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1) {
      element.tabIndex = 0;
      // A list keeps its own role.
      if (element.localName !== 'pre') return;
      element.role = 'group';
      element.ariaLabel = label;
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) element.removeAttribute(name);
    }
  };
  new ResizeObserver(update).observe(element);
  new MutationObserver(update).observe(element, { childList: true });
}
