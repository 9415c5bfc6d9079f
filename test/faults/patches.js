// How a fault is made. Each of these changes something that everybody shares, and gives the function that takes it
// back. They keep what they need of the language from the beginning, as the fault may be in just that.

const { assign, create, defineProperty, freeze, getOwnPropertyDescriptor } = Object;
const { apply, deleteProperty, ownKeys } = Reflect;

/** @typedef {() => void} Undo */

/** Sets a property, as an assignment would. @param {object} object @param {PropertyKey} key @param {unknown} value @returns {Undo} */
export function replace(object, key, value) {
  return define(object, key, { value, writable: true, configurable: true, enumerable: false });
}

/** Adds a property that a `for` loop and a copy see, as someone would who extends a prototype by hand. @param {object} object @param {PropertyKey} key @param {unknown} value @returns {Undo} */
export function pollute(object, key, value) {
  return define(object, key, { value, writable: true, configurable: true, enumerable: true });
}

/** Makes reading a property throw. @param {object} object @param {PropertyKey} key @returns {Undo} */
export function forbid(object, key) {
  return define(object, key, { get: fail, configurable: true, enumerable: true });
}

/** @param {object} object @param {PropertyKey} key @returns {Undo} */
export function remove(object, key) {
  const before = getOwnPropertyDescriptor(object, key);
  deleteProperty(object, key);
  return () => {
    if (before !== undefined) define(object, key, before);
  };
}

/** Lets a method do what it did, as a tracer does. @param {object} object @param {readonly PropertyKey[]} keys @returns {Undo} */
export function wrap(object, keys) {
  const methods = /** @type {Record<PropertyKey, (...args: unknown[]) => unknown>} */ (object);
  return together(
    keys.map((key) => {
      const method = methods[key];
      /** @this {unknown} @param {unknown[]} args */
      const wrapped = function (...args) {
        return apply(/** @type {Function} */ (method), this, args);
      };
      return replace(object, key, wrapped);
    }),
  );
}

/** Freezes a prototype, without what Node.js or SES do to let what inherits from it be assigned to. @param {readonly object[]} objects */
export function freezeAll(objects) {
  for (const object of objects) {
    freeze(object);
    for (const key of ownKeys(object)) {
      const { value } = getOwnPropertyDescriptor(object, key) ?? {};
      if (typeof value === 'function') freeze(value);
    }
  }
}

/** @param {readonly Undo[]} undos @returns {Undo} */
export function together(undos) {
  return () => {
    for (let index = undos.length - 1; index >= 0; index--) undos[index]?.();
  };
}

const MESSAGE = 'a method that was replaced';

export function fail() {
  throw new Error(MESSAGE);
}

/** @param {unknown} error */
export const isFault = (error) => error instanceof Error && error.message === MESSAGE;

/** @param {object} object @param {PropertyKey} key @param {PropertyDescriptor} descriptor @returns {Undo} */
function define(object, key, descriptor) {
  const before = getOwnPropertyDescriptor(object, key);
  set(object, key, descriptor);
  return () => {
    if (before === undefined) deleteProperty(object, key);
    else set(object, key, before);
  };
}

/** A descriptor without a prototype: the fault may be in that, too. @param {object} object @param {PropertyKey} key @param {PropertyDescriptor} descriptor */
function set(object, key, descriptor) {
  defineProperty(object, key, assign(create(null), descriptor));
}
