// Values that come from anywhere: a request's body, a session, a Proxy. Each property is read once, so
// that what is checked is what is signed.

/** Stands for a value whose getter threw. What it threw may hold a customer's data, and is dropped. */
const UNREADABLE: unique symbol = Symbol();

/** An own enumerable property, as it was when it was read. */
export type Entry = readonly [key: string | symbol, value: unknown];

/**
 * The own enumerable properties in their order; nothing if this is no plain object, or one that throws. None is read
 * after more than so many characters of keys and texts: only their names are looked at, however large they are.
 */
export function readEntries(value: unknown, maxCharacters = Infinity): Entry[] | undefined {
  try {
    if (!isPlainObject(value)) return undefined;
    const entries: Entry[] = [];
    let characters = 0;
    // Unlike Object.entries, this reads no property before its turn.
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      if (characters > maxCharacters) return entries;
      const one = read(value, key);
      entries.push([key, one]);
      characters += key.length + (typeof one === 'string' ? one.length : 0);
    }
    for (const key of Object.getOwnPropertySymbols(value)) {
      if (isEnumerable(value, key)) entries.push([key, read(value, key)]);
    }
    return entries;
  } catch {
    return undefined;
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

/** Why a value is no plain object that {@link readEntries} could read. */
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

function isEnumerable(object: object, key: symbol): boolean {
  return Object.prototype.propertyIsEnumerable.call(object, key);
}

function read(object: Record<string | symbol, unknown>, key: string | symbol): unknown {
  try {
    return object[key];
  } catch {
    return UNREADABLE;
  }
}
