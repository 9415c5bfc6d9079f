// Objects that do not behave: what is checked is what is signed, and nothing that they throw gets out.

import { createWidgetToken, estimateTokenSize, validateAttributes } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  claimsOf,
  createUnchecked,
  estimateUnchecked,
  findingsOf,
  refusal,
  RIGHT,
  SECRET,
} from '../support/helpers.js';

const attributesOf = async (options: object): Promise<unknown> =>
  claimsOf(await createUnchecked({ ...RIGHT, ...options })).attributes;

const CANARY = 'canary-value-that-must-not-be-seen';

const thrower = (): never => {
  throw new Error(CANARY);
};

/** A Proxy of which every operation throws. */
const hostileProxy = (target: object = {}): object =>
  new Proxy(target, new Proxy({}, { get: () => thrower }));

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

describe('a getter', () => {
  it('is read once: what was checked is what is signed', async () => {
    let reads = 0;
    const attributes = {
      get name() {
        return ++reads === 1 ? 'first' : 2;
      },
    };
    expect(await attributesOf({ attributes })).toEqual({ name: 'first' });
    expect(reads).toBe(1);
  });

  it('among the options is read once as well', async () => {
    const reads: string[] = [];
    const options = new Proxy(
      { ...RIGHT, attributes: { a: 'b' }, customerId: 'c', expiresIn: 60 },
      {
        get: (target, key) => {
          reads.push(String(key));
          return Reflect.get(target, key) as unknown;
        },
      },
    );
    await createWidgetToken(options);
    expect(reads).toEqual(['widgetId', 'secret', 'attributes', 'customerId', 'expiresIn']);
  });

  it('that throws is an issue at its key, without what it threw', async () => {
    const attributes = Object.defineProperty({ b: 'x' }, 'a', { enumerable: true, get: thrower });
    const { issues } = await refusal({ ...RIGHT, attributes });
    expect(issues).toEqual([
      {
        code: 'ERR_ATTRIBUTE_VALUE_NOT_STRING',
        path: ['attributes', 'a'],
        message:
          'attributes["a"] must be a string, not a getter that throws: Connect starts no chat otherwise. Send a string, or leave it out.',
      },
    ]);
  });

  it('among the options that throws is an issue at its option', async () => {
    const options = Object.defineProperty({ ...RIGHT }, 'customerId', { enumerable: true, get: thrower });
    expect((await refusal(options)).issues[0]?.path).toEqual(['customerId']);
  });

  it('under a name that is no option is not called', async () => {
    const get = vi.fn();
    const { code } = await refusal(Object.defineProperty({ ...RIGHT }, 'typo', { enumerable: true, get }));
    expect(code).toBe('ERR_OPTION_UNKNOWN');
    expect(get).not.toHaveBeenCalled();
  });

  it('among too many segment attributes is not called', async () => {
    const get = vi.fn();
    const segmentAttributes = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [index, {}]));
    Object.defineProperty(segmentAttributes, 'last', { enumerable: true, get });
    expect((await refusal({ ...RIGHT, segmentAttributes })).code).toBe('ERR_SEGMENT_ATTRIBUTES_INVALID');
    expect(get).not.toHaveBeenCalled();
  });
});

describe('a Proxy that throws', () => {
  it.each([
    ['options', (proxy: object): object => proxy, 'ERR_OPTIONS_NOT_OBJECT'],
    ['attributes', (attributes: object): object => ({ ...RIGHT, attributes }), 'ERR_ATTRIBUTES_NOT_OBJECT'],
    [
      'an attribute',
      (a: object): object => ({ ...RIGHT, attributes: { a } }),
      'ERR_ATTRIBUTE_VALUE_NOT_STRING',
    ],
    ['the widget id', (widgetId: object): object => ({ ...RIGHT, widgetId }), 'ERR_WIDGET_ID_INVALID'],
    ['the secret', (secret: object): object => ({ ...RIGHT, secret }), 'ERR_SECRET_INVALID'],
    [
      'the customer id',
      (customerId: object): object => ({ ...RIGHT, customerId }),
      'ERR_CUSTOMER_ID_INVALID',
    ],
    ['the issue date', (issuedAt: object): object => ({ ...RIGHT, issuedAt }), 'ERR_ISSUED_AT_INVALID'],
    ['the life', (expiresIn: object): object => ({ ...RIGHT, expiresIn }), 'ERR_EXPIRES_IN_INVALID'],
    [
      'segment attributes',
      (segmentAttributes: object): object => ({ ...RIGHT, segmentAttributes }),
      'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ],
    [
      'a list',
      (list: object): object => ({ ...RIGHT, segmentAttributes: { a: { ValueList: list } } }),
      'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ],
  ])('is refused as %s', async (_place, options, code) => {
    for (const proxy of [hostileProxy(), hostileProxy([]), hostileProxy(new Date()), revoked()]) {
      const error = await refusal(options(proxy));
      expect(error.code).toBe(code);
      expect(error.message).not.toContain(CANARY);
    }
  });

  it('is refused by validateAttributes', () => {
    expect(validateAttributes(hostileProxy()).issues).toHaveLength(1);
    expect(validateAttributes(revoked()).issues).toHaveLength(1);
  });

  it('is named as such', async () => {
    for (const attributes of [revoked(), new Proxy({}, { ownKeys: thrower })]) {
      const { message } = await refusal({ ...RIGHT, attributes });
      expect(message).toBe(
        'attributes must be a plain object, not an object that throws. Pass one like { name: "Jane" }.',
      );
    }
  });
});

describe('something that poses as a CryptoKey', () => {
  const pose = (key: object): object => ({ [Symbol.toStringTag]: 'CryptoKey', ...key });
  const algorithm = { name: 'HMAC', hash: { name: 'SHA-256' }, length: 256 };

  it.each([
    ['and has nothing of it', pose({})],
    [
      'and throws',
      new Proxy({}, { get: (_, key) => (key === Symbol.toStringTag ? 'CryptoKey' : thrower()) }),
    ],
    ['and is a function', Object.assign(() => undefined, pose({}))],
    ['and has no hash', pose({ algorithm: { name: 'HMAC' }, usages: ['sign'] })],
  ])('%s', async (_how, secret) => {
    const error = await refusal({ ...RIGHT, secret });
    expect(error.code).toBe('ERR_SECRET_INVALID');
    expect(error.message).not.toContain(CANARY);
  });

  it('and has no hash is told what to import', async () => {
    const secret = pose({ algorithm: { name: 'HMAC' }, usages: ['sign'] });
    expect((await refusal({ ...RIGHT, secret })).message).toMatch(/^secret must be a CryptoKey for HMAC/);
  });

  it('so well that only WebCrypto can tell', async () => {
    const secret = pose({ type: 'secret', extractable: false, algorithm, usages: ['sign'] });
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_NO_WEBCRYPTO');
  });

  it('is not refused for a length that its runtime does not tell', async () => {
    const secret = pose({
      type: 'secret',
      algorithm: { name: 'HMAC', hash: { name: 'SHA-256' } },
      usages: ['sign'],
    });
    expect((await refusal({ ...RIGHT, secret })).code).toBe('ERR_NO_WEBCRYPTO');
  });
});

describe('bytes that are not there any more', () => {
  it('are refused', async () => {
    const bytes = new TextEncoder().encode(SECRET);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    expect((await refusal({ ...RIGHT, secret: bytes })).code).toBe('ERR_SECRET_INVALID');
  });
});

describe('no plain object', () => {
  it.each([
    ['x] [object Map', 'a class instance'],
    ['Map] x', 'a class instance'],
    ['Map', 'Map'],
  ])('is named by its tag only if that is a type of the language: %s', async (tag, name) => {
    class Tagged {
      readonly [Symbol.toStringTag] = tag;
    }
    expect((await refusal({ ...RIGHT, attributes: new Tagged() })).message).toContain(`, not ${name}.`);
  });

  it.each([
    ['an empty object', {}],
    ['something without a prototype', Object.assign(Object.create(null) as object, { name: CANARY })],
    ['something with a method of Object.prototype', { isPrototypeOf: () => true }],
  ])('is what inherits from %s', async (_what, prototype) => {
    const attributes: unknown = Object.create(prototype);
    expect(await findingsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_NOT_OBJECT', 'attributes']]);
  });
});

describe('toJSON', () => {
  const toJSON = (): string => CANARY;

  it('of its own is an attribute that is no string', async () => {
    expect(await findingsOf({ attributes: { toJSON } })).toEqual([
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'toJSON'],
    ]);
  });

  it('as a text is an attribute like another', async () => {
    expect(await attributesOf({ attributes: { toJSON: 'x' } })).toEqual({ toJSON: 'x' });
  });

  it('that is not enumerable is not called', async () => {
    const attributes = Object.defineProperty({ name: 'Jane' }, 'toJSON', { value: toJSON });
    expect(await attributesOf({ attributes })).toEqual({ name: 'Jane' });
  });

  it('inherited from a class makes it no plain object', async () => {
    const attributes = Object.assign(Object.create({ toJSON }) as object, { name: 'Jane' });
    expect(await findingsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_NOT_OBJECT', 'attributes']]);
  });
});

describe('Object.prototype, String.prototype and Array.prototype polluted by another', () => {
  const prototypes = [Object.prototype, String.prototype, Array.prototype] as Record<string, unknown>[];
  const polluted = new Set<string>();

  const pollute = (key: string, value: unknown): void => {
    polluted.add(key);
    for (const prototype of prototypes) {
      Object.defineProperty(prototype, key, { value, enumerable: true, configurable: true, writable: true });
    }
  };

  const clean = (): void => {
    for (const key of polluted) for (const prototype of prototypes) Reflect.deleteProperty(prototype, key);
    polluted.clear();
  };

  afterEach(clean);

  const fixed = {
    ...RIGHT,
    issuedAt: new Date(0),
    segmentAttributes: { a: { ValueList: [{ ValueString: 'x' }] } },
    attributes: { name: 'Jane' },
  };

  it.each([
    ['toJSON', () => CANARY],
    ['attributes', { injected: 'x' }],
    ['customerId', 'injected'],
    ['expiresIn', 1],
    ['injected', 'x'],
  ])('%s changes no byte of a token', async (key, value) => {
    const before = await createWidgetToken(fixed);
    const size = estimateTokenSize(fixed);
    pollute(key, value);
    const after = await createWidgetToken(fixed);
    const sizeAfter = estimateTokenSize(fixed);
    clean();
    expect(after).toBe(before);
    expect(sizeAfter).toEqual(size);
  });
});

it.each([
  ['nothing', () => undefined],
  ['a text', () => 'a text'],
])(
  'a toJSON of Object.prototype that gives %s does not bring out a secret in the place of a key',
  async (_what, toJSON) => {
    Object.defineProperty(Object.prototype, 'toJSON', { value: toJSON, configurable: true });
    onTestFinished(() => {
      Reflect.deleteProperty(Object.prototype, 'toJSON');
    });
    const { message, issues } = await refusal({
      ...RIGHT,
      [RIGHT.secret]: '',
      attributes: { [RIGHT.secret]: '' },
    });
    Reflect.deleteProperty(Object.prototype, 'toJSON');
    expect(issues).toHaveLength(2);
    expect(message + JSON.stringify(issues)).not.toContain(RIGHT.secret.slice(0, 16));
  },
);

describe('the key __proto__', () => {
  const attributes = JSON.parse('{"__proto__":"x","constructor":"y","name":"Jane"}') as Record<
    string,
    string
  >;

  it('survives into the token', async () => {
    const token = await createWidgetToken({ ...RIGHT, attributes });
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).toContain(
      '"attributes":{"__proto__":"x","constructor":"y","name":"Jane"}',
    );
  });

  it('survives into the copy of validateAttributes, as its own', () => {
    const result = validateAttributes(attributes);
    const value = 'value' in result ? result.value : {};
    expect(Object.entries(value)).toEqual(Object.entries(attributes));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('survives into the estimate', () => {
    const { bytesByAttribute } = estimateTokenSize({ widgetId: 'w', attributes });
    expect(Object.keys(bytesByAttribute)).toEqual(['__proto__', 'constructor', 'name']);
  });

  it('is refused with a value that is an object', async () => {
    expect(await findingsOf({ attributes: JSON.parse('{"__proto__":{"name":"Jane"}}') as object })).toEqual([
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', '__proto__'],
    ]);
  });

  it('is refused as an option', async () => {
    const options = Object.defineProperty({ ...RIGHT }, '__proto__', { value: {}, enumerable: true });
    expect((await refusal(options)).issues[0]).toMatchObject({
      code: 'ERR_OPTION_UNKNOWN',
      path: ['__proto__'],
    });
  });
});

describe('an array of segment attribute values', () => {
  const list = (values: unknown): object => ({ segmentAttributes: { a: { ValueList: values } } });
  const HOLE = ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'a', 'ValueList', 0];

  it('is refused for its holes', async () => {
    // eslint-disable-next-line no-sparse-arrays -- the hole is what is tested
    expect(await findingsOf(list([, { ValueString: 'x' }]))).toEqual([HOLE]);
    expect((await findingsOf(list(new Array(3)))).length).toBe(3);
  });

  it('is not asked for a map of its own, nor for a species', async () => {
    class Forger<T> extends Array<T> {
      override map<U>(): U[] {
        return ['],"ValueInteger":1}},"exp":9999999999,"z":{"y":{"q":[1'] as U[];
      }
    }
    const values = Forger.from([{ ValueString: 'x' }]);
    const token = await createUnchecked({ ...RIGHT, ...list(values) });
    expect(claimsOf(token).segmentAttributes).toEqual({ a: { ValueList: [{ ValueString: 'x' }] } });

    class Thrower<T> extends Array<T> {
      static override get [Symbol.species](): never {
        return thrower();
      }
    }
    expect(await createUnchecked({ ...RIGHT, ...list(Thrower.from([{ ValueString: 'x' }])) })).toMatch(
      /^eyJ/,
    );
  });
});

describe('what is too much costs little', () => {
  it('a million attributes are one issue', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, key) => [`k${key}`, '']));
    expect(await findingsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_TOO_LARGE', 'attributes']]);
  });

  it('attributes twice too large are not read to the end', async () => {
    const tooLong = Object.fromEntries(['a', 'b', 'c'].map((key) => [key, 'x'.repeat(32_767)]));
    const tooLarge = ['ERR_ATTRIBUTES_TOO_LARGE', 'attributes'];
    const age = vi.fn(() => 45);
    const attributes = Object.defineProperty({ ...tooLong }, 'age', { get: age, enumerable: true });
    expect(await findingsOf({ attributes })).toEqual([tooLarge]);
    expect(age).not.toHaveBeenCalled();
    expect(
      await findingsOf({ attributes: { a: 'x'.repeat(32_768), b: 'x'.repeat(32_766), age: 45 } }),
    ).toEqual([
      ['ERR_ATTRIBUTE_VALUE_INVALID', 'attributes', 'a'],
      ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'age'],
      tooLarge,
    ]);
  });

  it('thirty thousand wrong attributes are a hundred issues', async () => {
    // One with one issue, the others with two each: the hundredth stands in the middle of an attribute.
    const wrong = Array.from({ length: 30_000 }, (_, key): [string, number] => [`${key} `, key]);
    const attributes = Object.fromEntries([['age', 45], ...wrong]);
    const { issues, message } = await refusal({ ...RIGHT, attributes });
    expect(issues).toHaveLength(100);
    expect(message).toMatch(/^100 or more problems:\n/);
    expect(message).toMatch(/\n- and 90 more, in error\.issues$/);
    expect(validateAttributes(attributes).issues).toHaveLength(100);
  });

  it('a hundred unknown options, after which nothing of the attributes is written', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`k${key}`, key]));
    const attributes = { name: Symbol('x'), toJSON: CANARY };
    const { issues } = await refusal({ ...unknown, ...RIGHT, attributes });
    expect(issues).toHaveLength(100);
    expect(() => estimateUnchecked({ ...unknown, widgetId: 'w', attributes })).toThrow(/^100 or more/);
  });

  it('a segment attribute key of any length', async () => {
    const segmentAttributes = { ['\0'.repeat(2 ** 28)]: { ValueString: 'x' } };
    expect(await findingsOf({ segmentAttributes })).toHaveLength(1);
  });
});

describe('the secret in the place of a key', () => {
  const HIDDEN = {
    message:
      'The secret stands in the place of a key, which is not named here. Pass it as the option "secret" alone.',
    path: [],
  };

  it.each<[what: string, wrong: object, code: string]>([
    ['an option', { [SECRET]: 1 }, 'ERR_OPTION_UNKNOWN'],
    ['an attribute', { attributes: { [SECRET]: 1 } }, 'ERR_ATTRIBUTE_KEY_INVALID'],
    ['an attribute, cut', { attributes: { [SECRET + SECRET]: 'x' } }, 'ERR_ATTRIBUTE_KEY_INVALID'],
    [
      'an attribute of a token that is too large',
      { attributes: { [SECRET.replace('=', '')]: 'x'.repeat(3000) } },
      'ERR_TOKEN_TOO_LARGE',
    ],
  ])('is not named: %s', async (_what, wrong, code) => {
    const { issues } = await refusal({ ...RIGHT, ...wrong });
    expect(issues[0]).toEqual({ code, ...HIDDEN });
    expect(JSON.stringify(issues)).not.toContain(SECRET.slice(0, 16));
  });

  it.each([SECRET, [SECRET], ['x'.repeat(40), SECRET]])('is not named by /verify: %#', async (secret) => {
    const wrong = { widgetId: 'w', secret, [SECRET]: 1 };
    const hidden = expect.objectContaining({
      issues: [{ code: 'ERR_OPTION_UNKNOWN', ...HIDDEN }],
    }) as unknown;
    await expect(verifyWidgetToken('', wrong)).rejects.toEqual(hidden);
    await expect(inspectWidgetToken('', wrong)).rejects.toEqual(hidden);
  });

  it.each(['"', '\\', '\u2028', '\u0001'])(
    'is not named where it is written otherwise: %j',
    async (character) => {
      const secret = `a${character}${SECRET}`;
      for (const wrong of [{ [secret]: 1 }, { attributes: { [secret]: 'x' } }]) {
        const { issues } = await refusal({ ...RIGHT, secret, ...wrong });
        expect(issues).toContainEqual(expect.objectContaining(HIDDEN));
        expect(JSON.stringify(issues)).not.toContain(SECRET.slice(0, 8));
      }
    },
  );

  it.each([0, 40, 47, 48, 55, 60])('is not named where it is cut, behind %d characters', async (before) => {
    const key = `${'-'.repeat(before)}${SECRET}${'-'.repeat(40)}`;
    const { issues } = await refusal({ ...RIGHT, [key]: 1 });
    expect(issues).toEqual([{ code: 'ERR_OPTION_UNKNOWN', ...HIDDEN }]);
  });

  it('is all that is hidden: another key that is cut is named', async () => {
    const { issues } = await refusal({ ...RIGHT, ['x'.repeat(65)]: 1 });
    expect(issues[0]?.path).toEqual([`${'x'.repeat(63)}…`]);
  });

  it('is not named if it has sixteen characters, and with them too few', async () => {
    const secret = 'sixteen letters!';
    const { issues } = await refusal({ ...RIGHT, secret, [secret]: 1 });
    expect(issues[0]).toEqual({ code: 'ERR_OPTION_UNKNOWN', ...HIDDEN });
  });

  it('is not named by estimateTokenSize either', () => {
    expect(() => estimateUnchecked({ ...RIGHT, [SECRET]: 1 })).toThrow(HIDDEN.message);
  });
});

describe('plain objects of every kind pass', () => {
  it.each([
    ['frozen', Object.freeze({ name: 'Jane' })],
    ['without a prototype', Object.assign(Object.create(null) as object, { name: 'Jane' })],
    ['of another realm', runInNewContext('({ name: "Jane" })') as object],
    ['from JSON', JSON.parse('{"name":"Jane"}') as object],
    [
      'with a symbol that is not enumerable',
      Object.defineProperty({ name: 'Jane' }, Symbol('s'), { value: 1 }),
    ],
    [
      'with a property that is not enumerable',
      Object.defineProperty({ name: 'Jane' }, 'hidden', { value: 1 }),
    ],
  ])('%s', async (_kind, attributes) => {
    expect(await attributesOf({ attributes })).toEqual({ name: 'Jane' });
  });
});

describe('what looks like a plain object is refused', () => {
  it.each([
    ['a child of an object', Object.create({ name: 'Jane' }) as object],
    ['a child of an object without a prototype', Object.create(Object.create(null) as object) as object],
    [
      'an instance of a class that extends null',
      runInNewContext('Object.create(class extends null {}.prototype)') as object,
    ],
  ])('%s', async (_kind, attributes) => {
    expect(await findingsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_NOT_OBJECT', 'attributes']]);
  });
});

describe('segment attributes that have no end are refused', () => {
  it('because they contain themselves', async () => {
    const map: Record<string, unknown> = {};
    map.again = { ValueMap: map };
    const list: unknown[] = [];
    list.push({ ValueList: list });
    for (const segmentAttributes of [map, { a: { ValueList: list } }]) {
      const { issues } = await refusal({ ...RIGHT, segmentAttributes });
      expect(issues).toHaveLength(1);
      expect(issues[0]?.message).toMatch(/ must hold at most 149 values: no token holds more\.$/);
    }
  });

  it('because they double at each level', async () => {
    let value: object = { ValueString: 'x' };
    for (let level = 0; level < 60; level++) value = { ValueList: [value, value] };
    const { code } = await refusal({ ...RIGHT, segmentAttributes: { a: value } });
    expect(code).toBe('ERR_SEGMENT_ATTRIBUTES_INVALID');
  });
});
