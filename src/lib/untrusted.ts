// Values that come from anywhere: a request's body, a session, a Proxy. Each property is read once, so that
// what is checked is what is signed.

/** Stands for a value whose getter threw. What it threw may contain a customer's data, and is dropped. */
const UNREADABLE: unique symbol = Symbol();

/**
 * The names of the own enumerable properties, in their order; undefined for anything but a plain object, and
 * for an object that throws. Reads none of the properties.
 */
export function readNames(value: unknown): (string | symbol)[] | undefined {
  try {
    if (!isPlainObject(value)) return undefined;
    const names: (string | symbol)[] = Object.keys(value);
    for (const symbol of Object.getOwnPropertySymbols(value)) {
      if (Object.prototype.propertyIsEnumerable.call(value, symbol)) names.push(symbol);
    }
    return names;
  } catch {
    return undefined;
  }
}

/** A property that {@link readNames} has named. */
export function readProperty(object: unknown, name: string | symbol): unknown {
  try {
    return (object as Record<string | symbol, unknown>)[name];
  } catch {
    return UNREADABLE;
  }
}

/**
 * The elements of an array, at most `limit` of them; undefined for anything but an array, and for one that
 * throws.
 */
export function readElements(value: unknown, limit: number): unknown[] | undefined {
  try {
    if (!Array.isArray(value)) return undefined;
    // Into an array of our own: a subclass may have its own map, and slice keeps holes.
    const list: readonly unknown[] = value;
    return Array.from({ length: Math.min(list.length, limit) }, (_, index) => list[index]);
  } catch {
    return undefined;
  }
}

/** The type of a value, as a word from a fixed list: nothing of the value itself. */
export function typeName(value: unknown): string {
  if (value === UNREADABLE) return 'a getter that throws';
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  try {
    if (isPlainObject(value)) return 'object';
    const name = classOf(value);
    ignoreRejection(value);
    return /^(Array|Map|Date|Promise|String|Number|Boolean)$/.test(name) ? name : 'a class instance';
  } catch {
    return 'an object that throws';
  }
}

/**
 * For a promise that is refused, because `await` was forgotten: that is the error. If it is also rejected,
 * no one would catch that, and it would end the process.
 */
export function ignoreRejection(value: unknown): void {
  try {
    void Promise.prototype.then.call(value as Promise<unknown>, undefined, () => undefined);
  } catch {
    // It is not a promise.
  }
}

/**
 * Whether an object has an own property. Not Object.hasOwn, which browsers that the widget supports do not
 * have.
 */
export function hasOwn(object: object, name: string | symbol): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}

/**
 * The built-in class of a value, such as `Uint8Array`. Unlike instanceof, it knows those of another realm, as
 * in Jest.
 */
export function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** The problem with a value that is not a plain object that {@link readNames} can read. */
export function explainNotPlain(value: unknown): string {
  const type = typeName(value);
  return `must be a plain object, not ${type === 'object' ? 'an object that throws' : type}.`;
}

/**
 * Whether it was written as `{…}` or comes from JSON, in this realm or another one, such as that of a test
 * runner.
 */
function isPlainObject(value: unknown): value is Record<string | symbol, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // The last prototype with this method is the Object.prototype of a realm, mostly of this one.
  return (
    prototype === Object.prototype ||
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && hasOwn(prototype, 'isPrototypeOf'))
  );
}
