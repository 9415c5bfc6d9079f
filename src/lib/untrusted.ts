// Values that come from anywhere: a request's body, a session, a Proxy. Each property is read once, so
// that what is checked is what is signed.

/** Stands for a value whose getter threw. What it threw may hold a customer's data, and is dropped. */
const UNREADABLE: unique symbol = Symbol();

/**
 * The names of the own enumerable properties, in their order; nothing if this is no plain object, or one that throws.
 * None of the properties is read.
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

/** A property of what {@link readNames} has named. */
export function readProperty(object: unknown, name: string | symbol): unknown {
  try {
    return (object as Record<string | symbol, unknown>)[name];
  } catch {
    return UNREADABLE;
  }
}

/** The elements of an array, at most `limit` of them; nothing if this is no array, or one that throws. */
export function readElements(value: unknown, limit: number): unknown[] | undefined {
  try {
    if (!Array.isArray(value)) return undefined;
    // Into an array of ours: one of a subclass brings its own map, and slice keeps its holes.
    const list: readonly unknown[] = value;
    return Array.from({ length: Math.min(list.length, limit) }, (_, index) => list[index]);
  } catch {
    return undefined;
  }
}

/** The type of a value, in a word of a fixed list: nothing of the value itself. */
export function typeName(value: unknown): string {
  if (value === UNREADABLE) return 'a getter that throws';
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  try {
    if (isPlainObject(value)) return 'object';
    const tag = Object.prototype.toString.call(value);
    return /^\[object (Array|Map|Date|Promise|String|Number|Boolean)\]$/.exec(tag)?.[1] ?? 'a class instance';
  } catch {
    return 'an object that throws';
  }
}

/** Why a value is no plain object that {@link readNames} could name the properties of. */
export function explainNotPlain(value: unknown): string {
  const type = typeName(value);
  return `must be a plain object, not ${type === 'object' ? 'an object that throws' : type}.`;
}

/** Whether it was written as `{…}` or comes from JSON, here or in another realm, as of a test runner. */
function isPlainObject(value: unknown): value is Record<string | symbol, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // The end of a chain that has this method is the Object.prototype of some realm; most are of this one.
  return (
    prototype === Object.prototype ||
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf'))
  );
}
