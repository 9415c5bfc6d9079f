// Functions that make a fault. Each changes a global that all code shares, and returns a function that undoes
// the change. They copy the built-ins they need first, because the fault may be in those.

const { assign, create, defineProperty, freeze, getOwnPropertyDescriptor } = Object;
const { apply, deleteProperty, ownKeys } = Reflect;

/** @typedef {() => void} Undo */

/**
 * Sets a property, as an assignment would.
 *
 * @param {object} object
 * @param {PropertyKey} key
 * @param {unknown} value
 * @returns {Undo}
 */
export function replace(object, key, value) {
  return define(object, key, { value, writable: true, configurable: true, enumerable: false });
}

/**
 * Adds an enumerable property, as code that extends a prototype does.
 *
 * @param {object} object
 * @param {PropertyKey} key
 * @param {unknown} value
 * @returns {Undo}
 */
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

/**
 * Wraps methods without changing their results, as a tracer does.
 *
 * @param {object} object
 * @param {readonly PropertyKey[]} keys
 * @returns {Undo}
 */
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

/**
 * Freezes objects and their methods. Node.js and SES also let inheriting objects assign to a frozen property;
 * this does not.
 *
 * @param {readonly object[]} objects
 */
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

const MESSAGE = 'thrown by a replaced method';

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

/**
 * Uses a descriptor without a prototype, because the fault may be in `Object.prototype`.
 *
 * @param {object} object
 * @param {PropertyKey} key
 * @param {PropertyDescriptor} descriptor
 */
function set(object, key, descriptor) {
  defineProperty(object, key, assign(create(null), descriptor));
}
