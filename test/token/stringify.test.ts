// stringifyAttributes: a row of a database, a session or any other object becomes attributes that
// validateAttributes accepts.

import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import {
  stringifyAttributes,
  validateAttributes,
  WidgetTokenError,
  type Issue,
} from 'amazon-connect-widget-token';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';

/** The function as JavaScript without types calls it. */
const stringify: (values?: unknown, keys?: unknown) => Record<string, string> = stringifyAttributes as never;

/** The issues for which it refuses. The test fails if it does not refuse. */
function issuesOf(values?: unknown, keys?: unknown): readonly Issue[] {
  try {
    stringify(values, keys);
  } catch (error) {
    if (error instanceof WidgetTokenError) return error.issues;
    expect.fail(`threw ${inspect(error)}`);
  }
  expect.fail('not refused');
}

const EXAMPLE = "Pass the names to sign: stringifyAttributes(row, ['name', 'plan']).";
const NOT_OWN =
  'is not an own property of the values. If it is an accessor of a class, as in Sequelize and Mongoose, pass values.toJSON().';
const TYPES = 'a string, a number, a boolean, a bigint, a Date, null or undefined';
const NO_ROW = 'Check whether the query found a row, or the customer is signed in.';

const absent = (key: string): string =>
  `is not a property of the values. Check its spelling. If only some rows have it, pass { "${key}": undefined, ...row } instead of row.`;
const OTHERWISE = 'Turn it into a string first.';
const KEYS = `keys must be an array of strings, and may be left out only for a plain object. ${EXAMPLE}`;

const notOwn = (key: string): Issue => ({
  code: 'ERR_ATTRIBUTE_VALUE_INVALID',
  message: `attributes["${key}"] ${NOT_OWN}`,
  path: [key],
});

const since = new Date('2026-01-01T00:00:00.123Z');

class Customer {
  id = 42;
  name = 'Jane';
  plan: string | null = null;
  passwordHash = 'x';
  #email = 'jane@example.com';

  get email(): string {
    return this.#email;
  }
}

const thrower = (): never => {
  throw new Error('canary');
};

describe('stringifyAttributes', () => {
  const ROW = { id: 42, plan: null, vip: true, since, name: 'Jane', n: 1n };

  it('turns all values of a plain object into strings without keys, and leaves out null and undefined', () => {
    const attributes = { id: '42', vip: 'true', since: '2026-01-01T00:00:00.123Z', name: 'Jane', n: '1' };
    expect(stringifyAttributes(ROW)).toEqual(attributes);
    expect(stringify({ ...ROW, phone: undefined })).toEqual(attributes);
    expect(Object.keys(stringifyAttributes(ROW))).toEqual(['id', 'vip', 'since', 'name', 'n']);
    expect(stringifyAttributes({})).toEqual({});
  });

  it('turns only the values of the keys into strings, in the order of the keys', () => {
    const attributes = stringifyAttributes(ROW, ['name', 'plan', 'id', 'name']);
    expect(attributes).toEqual({ name: 'Jane', id: '42' });
    expect(Object.keys(attributes)).toEqual(['name', 'id']);
    expect(stringifyAttributes(ROW, [])).toEqual({});
  });

  it('does not change the object, and returns a new one', () => {
    const row = Object.freeze({ name: 'Jane' });
    expect(stringifyAttributes(row)).not.toBe(row);
    expect(row).toEqual({ name: 'Jane' });
  });

  it('reads each value once, and none without a key', () => {
    const reads: unknown[] = [];
    const get = (target: object, name: string | symbol): unknown => {
      reads.push(name);
      return reads.filter((read) => read === name).length > 1 ? {} : Reflect.get(target, name);
    };
    const row = new Proxy({ id: 1, name: 'Jane', since, passwordHash: 'x' }, { get });
    expect(stringify(row, ['since', 'id'])).toEqual({ id: '1', since: since.toISOString() });
    expect(reads).toEqual(['since', 'id']);
  });

  it.each<[what: string, value: unknown, text: string]>([
    ['an empty string', '', ''],
    ['a string with white space around it', ' x\n', ' x\n'],
    ['zero', 0, '0'],
    ['negative zero', -0, '0'],
    ['a fraction', -1.5, '-1.5'],
    ['the largest safe integer', Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['the smallest one', Number.MIN_SAFE_INTEGER, '-9007199254740991'],
    ['a tiny number', 1e-7, '1e-7'],
    ['false', false, 'false'],
    ['a negative bigint', -(2n ** 70n), '-1180591620717411303424'],
    ['the first possible Date', new Date(-8.64e15), '-271821-04-20T00:00:00.000Z'],
    ['a Date of another realm', runInNewContext('new Date(0)'), '1970-01-01T00:00:00.000Z'],
    [
      'a Date with a method of its own',
      Object.assign(new Date(0), { toISOString: () => 'x', toJSON: () => 'x' }),
      '1970-01-01T00:00:00.000Z',
    ],
    ['a Date of a subclass', new (class Day extends Date {})(0), '1970-01-01T00:00:00.000Z'],
  ])('turns into a string: %s', (_what, value, text) => {
    expect(stringify({ value })).toEqual({ value: text });
    expect(stringify({ value }, ['value'])).toEqual({ value: text });
  });

  it('keeps a property named __proto__, which stays an own property', () => {
    const row = JSON.parse('{"__proto__":1,"constructor":"x"}') as object;
    for (const attributes of [stringify(row), stringify(row, ['__proto__', 'constructor'])]) {
      expect(Object.entries(attributes)).toEqual([
        ['__proto__', '1'],
        ['constructor', 'x'],
      ]);
      expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
    }
  });

  it.each([
    ['an object without a prototype', Object.assign(Object.create(null) as object, { name: 'Jane' })],
    ['an object of another realm', runInNewContext('({ name: "Jane" })') as object],
  ])('needs no keys for %s', (_what, row) => {
    expect(stringify(row)).toEqual({ name: 'Jane' });
  });

  it('takes a property that is not enumerable only if it is among the keys', () => {
    const row = Object.defineProperty({ name: 'Jane' }, 'id', { value: 1 });
    expect(stringify(row)).toEqual({ name: 'Jane' });
    expect(stringify(row, ['name', 'id'])).toEqual({ name: 'Jane', id: '1' });
  });
});

describe('stringifyAttributes, for a class instance,', () => {
  it('takes the own properties that are among the keys', () => {
    expect(stringifyAttributes(new Customer(), ['id', 'name', 'plan'])).toEqual({ id: '42', name: 'Jane' });
    expect(stringify(Object.assign(new Error('x'), { code: 5 }), ['code'])).toEqual({ code: '5' });
    expect(stringify(Object.create({ inherited: 1 }, { own: { value: 1 } }), ['own'])).toEqual({ own: '1' });
  });

  it('refuses to take all of them', () => {
    expect(issuesOf(new Customer())).toEqual([
      {
        code: 'ERR_ATTRIBUTES_NOT_OBJECT',
        message: KEYS,
        path: ['keys'],
      },
    ]);
  });

  it.each([
    ['a property that is missing', new Customer(), 'nmae'],
    ['an accessor of the class', new Customer(), 'email'],
    ['a property that is inherited', Object.create({ name: 'Jane' }), 'name'],
  ])('refuses %s', (_what, values, key) => {
    expect(issuesOf(values, [key])).toEqual([notOwn(key)]);
  });
});

describe('stringifyAttributes, for a plain object,', () => {
  it.each(['nmae', 'toString', '__proto__'])('refuses a key that it does not have: %s', (key) => {
    expect(issuesOf({ name: 'Jane' }, [key])).toEqual([
      { code: 'ERR_ATTRIBUTE_VALUE_INVALID', message: `attributes["${key}"] ${absent(key)}`, path: [key] },
    ]);
  });

  it('leaves out a property that is absent for some rows, if undefined is given for it', () => {
    const row: { name: string; plan?: string } = { name: 'Jane' };
    expect(stringifyAttributes({ plan: undefined, ...row }, ['name', 'plan'])).toEqual({ name: 'Jane' });
  });
});

describe('stringifyAttributes refuses', () => {
  it.each([
    ['an array', [{ name: 'Jane' }], 'Array', 'Pass one row, such as rows[0].'],
    ['a Map', new Map([['name', 'Jane']]), 'Map', 'Pass Object.fromEntries(map).'],
    ['a Map of another realm', runInNewContext('new Map()'), 'Map', 'Pass Object.fromEntries(map).'],
    ['a promise', Promise.resolve({ name: 'Jane' }), 'Promise', 'Use await.'],
    ['null', null, 'null', NO_ROW],
    ['undefined', undefined, 'undefined', NO_ROW],
    ['a Date', since, 'Date', EXAMPLE],
    ['a string', 'name', 'string', EXAMPLE],
    ['a number', 42, 'number', EXAMPLE],
    ['a function', () => ({}), 'function', EXAMPLE],
    ['a symbol', Symbol('x'), 'symbol', EXAMPLE],
  ])('values that are not an object, with and without keys: %s', (_what, values, type, fix) => {
    const refused = {
      code: 'ERR_ATTRIBUTES_NOT_OBJECT',
      message: `values must be an object, not ${type}. ${fix}`,
      path: ['values'],
    };
    expect(issuesOf(values)).toEqual([refused]);
    expect(issuesOf(values, ['name'])).toEqual([refused]);
  });

  it.each([
    ['null', null],
    ['a string', 'name'],
    ['an object', { name: true }],
    ['a Set', new Set(['name'])],
    ['an array with a number', ['name', 1]],
    ['an array with a symbol', ['name', Symbol('name')]],
    ['an array with a hole', Object.assign([], { 1: 'name' })],
    ['an array whose elements throw', new Proxy(['name'], { get: thrower })],
  ])('keys that are not an array of strings: %s', (_what, keys) => {
    expect(issuesOf({ name: 'Jane' }, keys)).toEqual([
      {
        code: 'ERR_ATTRIBUTES_NOT_OBJECT',
        message: KEYS,
        path: ['keys'],
      },
    ]);
  });

  it.each<[what: string, value: unknown, problem: string]>([
    ...[2 ** 53, -(2 ** 53), 2 ** 63, 1e21].map((number): [string, unknown, string] => [
      `${number}, which may have lost digits`,
      number,
      'must be a safe integer, as a larger one has lost digits. Read it as a string.',
    ]),
    ['NaN', NaN, 'must be a finite number. Leave it out of the keys.'],
    ['Infinity', Infinity, 'must be a finite number. Leave it out of the keys.'],
    ['-Infinity', -Infinity, 'must be a finite number. Leave it out of the keys.'],
    ['an invalid Date', new Date(NaN), 'must be a valid Date. Leave it out of the keys.'],
    [
      'an invalid Date of another realm',
      runInNewContext('new Date(NaN)'),
      'must be a valid Date. Leave it out of the keys.',
    ],
    [
      'an object that pretends to be a Date',
      new (class Day {
        readonly [Symbol.toStringTag] = 'Date';
      })(),
      'must be a valid Date. Leave it out of the keys.',
    ],
    ['a promise', Promise.resolve('x'), `must be ${TYPES}, not Promise. Use await.`],
    ['an array', ['x'], `must be ${TYPES}, not Array. ${OTHERWISE}`],
    ['an object', { city: 'Zürich' }, `must be ${TYPES}, not object. ${OTHERWISE}`],
    ['a Map', new Map(), `must be ${TYPES}, not Map. ${OTHERWISE}`],
    [
      'a class instance',
      new URL('https://example.com'),
      `must be ${TYPES}, not a class instance. ${OTHERWISE}`,
    ],
    ['a String object', new String('x'), `must be ${TYPES}, not String. ${OTHERWISE}`],
    ['a function', () => 'x', `must be ${TYPES}, not function. ${OTHERWISE}`],
    ['a symbol', Symbol('x'), `must be ${TYPES}, not symbol. ${OTHERWISE}`],
    [
      'a Proxy that throws',
      new Proxy({}, { getPrototypeOf: thrower }),
      `must be ${TYPES}, not an object that throws. ${OTHERWISE}`,
    ],
  ])('a value that would not become a useful string: %s', (_what, value, problem) => {
    const refused = {
      code: 'ERR_ATTRIBUTE_VALUE_INVALID',
      message: `attributes["a"] ${problem}`,
      path: ['a'],
    };
    expect(issuesOf({ a: value, b: 'x' })).toEqual([refused]);
    expect(issuesOf({ a: value, b: 'x' }, ['b', 'a'])).toEqual([refused]);
  });

  it('a getter that throws, without what it threw', () => {
    const row = Object.defineProperty({ b: 'x' }, 'a', { enumerable: true, get: thrower });
    const refused = {
      code: 'ERR_ATTRIBUTE_VALUE_INVALID',
      message: `attributes["a"] must be ${TYPES}, not a getter that throws. ${OTHERWISE}`,
      path: ['a'],
    };
    expect(issuesOf(row)).toEqual([refused]);
    expect(issuesOf(row, ['a'])).toEqual([refused]);
  });

  it.each([
    ['its prototype', { getPrototypeOf: thrower }],
    ['its keys', { ownKeys: thrower }],
  ])('a Proxy that throws for %s, unless it gets the keys to read', (_what, handler) => {
    expect(issuesOf(new Proxy({ name: 'Jane' }, handler))).toEqual([
      {
        code: 'ERR_ATTRIBUTES_NOT_OBJECT',
        message: KEYS,
        path: ['keys'],
      },
    ]);
    expect(stringify(new Proxy({ name: 'Jane' }, handler), ['name'])).toEqual({ name: 'Jane' });
  });

  it('a property of a Proxy that throws when it is asked for it', () => {
    const row = new Proxy({ name: 'Jane' }, { getOwnPropertyDescriptor: thrower });
    expect(issuesOf(row, ['name'])).toEqual([notOwn('name')]);
  });

  it('a property whose name is a symbol', () => {
    expect(issuesOf({ name: 'Jane', [Symbol('s')]: 'x' })).toEqual([
      {
        code: 'ERR_ATTRIBUTE_VALUE_INVALID',
        message:
          'attributes["Symbol(s)"] must have a string as its key, not a symbol. Pass the names to sign.',
        path: ['Symbol(s)'],
      },
    ]);
  });

  it('a wrong key, also if Object.prototype has properties named like those of a result', () => {
    const prototype = Object.prototype as { issues?: unknown };
    prototype.issues = 1;
    onTestFinished(() => {
      delete prototype.issues;
    });
    expect(stringify({ name: 'Jane' }, ['name'])).toEqual({ name: 'Jane' });
    expect(issuesOf({ 'first name': 'Jane' })).toHaveLength(1);
  });

  it('several values at once, in the order of the keys, and at most a hundred', () => {
    const row = { a: NaN, b: 'x', c: {}, d: new Date(NaN), e: null };
    expect(issuesOf(row, ['d', 'e', 'x', 'c', 'b', 'a']).map(({ path }) => path)).toEqual([
      ['d'],
      ['x'],
      ['c'],
      ['a'],
    ]);
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, NaN]));
    expect(issuesOf(many)).toHaveLength(100);
  });

  it('a large row, of which it reads nothing after a hundred issues', () => {
    const row = Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`k${index}`, NaN]));
    const calls = { get: 0, ownKeys: 0 };
    const counted = new Proxy(row, {
      get: (target, key) => (calls.get++, Reflect.get(target, key) as unknown),
      ownKeys: (target) => (calls.ownKeys++, Reflect.ownKeys(target)),
    });
    const missing = Array.from({ length: 40_000 }, (_, index) => `missing${index}`);
    expect(issuesOf(counted)).toHaveLength(100);
    expect(calls.get).toBe(100);
    calls.ownKeys = 0;
    expect(issuesOf(counted, missing)).toHaveLength(100);
    // By Object.keys and by Object.getOwnPropertySymbols.
    expect(calls.ownKeys).toBe(2);
  });

  it('what validateAttributes refuses, with its issues', () => {
    const row = { 'first name': 'Jane', note: '\ud800', 'a.b': 1 };
    expect(issuesOf(row)).toEqual(
      validateAttributes({ 'first name': 'Jane', note: '\ud800', 'a.b': '1' }).issues,
    );
    expect(issuesOf(row).map(({ code, path }) => [code, ...path])).toEqual([
      ['ERR_ATTRIBUTE_KEY_INVALID', 'first name'],
      ['ERR_ATTRIBUTE_VALUE_INVALID', 'note'],
      ['ERR_ATTRIBUTE_KEY_INVALID', 'a.b'],
    ]);
  });

  it('a key that is not allowed together with a value that is not, all at once', () => {
    expect(issuesOf({ 'first name': 'x', n: NaN }).map(({ path }) => path)).toEqual([['n'], ['first name']]);
  });

  it('attributes that fit into no token', () => {
    expect(issuesOf({ a: 'x'.repeat(2300) }).map(({ code, path }) => [code, ...path])).toEqual([
      ['ERR_TOKEN_TOO_LARGE'],
    ]);
    expect(issuesOf({ a: 'x'.repeat(32767), b: 'x'.repeat(32767) }).map(({ code }) => code)).toEqual([
      'ERR_ATTRIBUTES_TOO_LARGE',
    ]);
    expect(stringify({ a: 'x'.repeat(2300), b: 1 }, ['b'])).toEqual({ b: '1' });
  });
});

describe('for any object, stringifyAttributes', () => {
  const CANARY = 'the-canary-word';

  const key = fc.oneof(
    fc.stringMatching(/^[\w-]{1,8}$/),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'length'),
    fc.string({ maxLength: 4 }),
  );

  const text = fc.string({ maxLength: 20 }).map((noise) => `${noise}${CANARY}`);

  const value = fc.oneof(
    { weight: 9, arbitrary: fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.bigInt(), fc.date()) },
    { weight: 4, arbitrary: fc.constantFrom(null, undefined, NaN, -0) },
    {
      weight: 1,
      arbitrary: fc.oneof(
        text.map((canary) => new String(canary)),
        text.map((canary) => [canary]),
        text.map((canary) => ({ [canary]: canary, toString: () => canary })),
        text.map((canary) => Promise.resolve(canary)),
        text.map((canary) => Symbol(canary)),
        text.map((canary) => Object.assign(new Date(NaN), { canary, toISOString: () => canary })),
        fc.anything({ withDate: true, withMap: true, withBoxedValues: true, withNullPrototype: true }),
      ),
    },
  );

  const toCustomer = (values: object): object =>
    Object.defineProperties(new Customer(), Object.getOwnPropertyDescriptors(values));

  const row = fc
    .tuple(fc.dictionary(key, value, { maxKeys: 5 }), fc.boolean())
    .map(([values, isInstance]) => (isInstance ? toCustomer(values) : values));

  const anything = fc.oneof({ weight: 9, arbitrary: row }, { weight: 1, arbitrary: fc.anything() });

  /** Half of the names that the object has, or any. */
  const anyKeys = fc.oneof(
    fc.constant(undefined),
    fc.constant((names: string[]) => names.filter((_, index) => index % 2 === 0)),
    fc.constant((names: string[]) => names),
    fc.array(key, { maxLength: 3 }).map((names) => () => names),
    fc.anything().map((keys) => () => keys),
  );

  it('returns what validateAttributes accepts, or throws a WidgetTokenError that shows no value', () => {
    const outcomes = { returned: 0, refused: 0 };
    fc.assert(
      fc.property(anything, anyKeys, (values, keys) => {
        const selected = keys?.(typeof values === 'object' && values !== null ? Object.keys(values) : []);
        const before = inspect(values, { showHidden: true, depth: Infinity });
        try {
          const attributes = stringify(values, selected);
          outcomes.returned++;
          expect(validateAttributes(attributes)).toEqual({ value: attributes });
        } catch (error) {
          outcomes.refused++;
          if (!(error instanceof WidgetTokenError)) throw error;
          const shown = inspect(error, { showHidden: true, depth: Infinity }) + error.message;
          expect(shown).not.toContain(CANARY);
        }
        expect(inspect(values, { showHidden: true, depth: Infinity })).toBe(before);
      }),
      { numRuns: 10_000 },
    );
    expect(Math.min(outcomes.returned, outcomes.refused)).toBeGreaterThan(1_000);
  });
});
