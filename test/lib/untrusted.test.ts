// Objects that are hostile, or are not what they seem to be: what is checked is what is signed, and no error
// shows what they threw.

import { runInNewContext } from 'node:vm';
import { stringifyAttributes, validateAttributes } from 'amazon-connect-widget-token';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { claimsOf, codesAndPathsOf, createUnchecked, refusal, RIGHT } from '../support/helpers.js';

const attributesOf = async (attributes: unknown): Promise<unknown> =>
  claimsOf(await createUnchecked({ ...RIGHT, attributes })).attributes;

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
  it('is called once, so that what was checked is what is signed', async () => {
    let reads = 0;
    const attributes = {
      get name() {
        return ++reads === 1 ? 'first' : 2;
      },
    };
    expect(await attributesOf(attributes)).toEqual({ name: 'first' });
    expect(reads).toBe(1);
  });

  it('that throws is refused with its key, and without what it threw', async () => {
    const attributes = Object.defineProperty({ b: 'x' }, 'a', { enumerable: true, get: thrower });
    const { issues } = await refusal({ ...RIGHT, attributes });
    expect(issues).toEqual([
      {
        code: 'ERR_ATTRIBUTE_VALUE_NOT_STRING',
        path: ['attributes', 'a'],
        message:
          'attributes["a"] must be a string, not a getter that throws, or Connect does not start the chat. Pass a string.',
      },
    ]);
  });
});

describe('a Proxy that throws', () => {
  it.each([
    ['the options', (proxy: object): object => proxy, 'ERR_OPTIONS_NOT_OBJECT'],
    [
      'the attributes',
      (attributes: object): object => ({ ...RIGHT, attributes }),
      'ERR_ATTRIBUTES_NOT_OBJECT',
    ],
    [
      'an attribute value',
      (a: object): object => ({ ...RIGHT, attributes: { a } }),
      'ERR_ATTRIBUTE_VALUE_NOT_STRING',
    ],
    ['widgetId', (widgetId: object): object => ({ ...RIGHT, widgetId }), 'ERR_WIDGET_ID_INVALID'],
    ['secret', (secret: object): object => ({ ...RIGHT, secret }), 'ERR_SECRET_INVALID'],
    ['customerId', (customerId: object): object => ({ ...RIGHT, customerId }), 'ERR_CUSTOMER_ID_INVALID'],
    ['issuedAt', (issuedAt: object): object => ({ ...RIGHT, issuedAt }), 'ERR_ISSUED_AT_INVALID'],
    ['expiresIn', (expiresIn: object): object => ({ ...RIGHT, expiresIn }), 'ERR_EXPIRES_IN_INVALID'],
    [
      'the segment attributes',
      (segmentAttributes: object): object => ({ ...RIGHT, segmentAttributes }),
      'ERR_SEGMENT_ATTRIBUTES_INVALID',
    ],
    [
      'a ValueList',
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

  it('is refused by validateAttributes, which does not throw', () => {
    expect(validateAttributes(hostileProxy()).issues).toHaveLength(1);
    expect(validateAttributes(revoked()).issues).toHaveLength(1);
  });

  it('is called an object that throws', async () => {
    for (const attributes of [revoked(), new Proxy({}, { ownKeys: thrower })]) {
      const { message } = await refusal({ ...RIGHT, attributes });
      expect(message).toBe(
        'attributes must be a plain object, not an object that throws. Pass an object such as { name: "Jane" }.',
      );
    }
  });
});

describe('an object with another tag', () => {
  it.each([
    ['x] [object Map', "a class instance. Use stringifyAttributes(row, ['name', 'plan'])."],
    ['Map] x', "a class instance. Use stringifyAttributes(row, ['name', 'plan'])."],
    ['Map', 'Map. Pass Object.fromEntries(map).'],
    ['Promise', 'Promise. Use await.'],
  ])('is named by it only if it is a type of the language: %s', async (tag, name) => {
    class Tagged {
      readonly [Symbol.toStringTag] = tag;
    }
    expect((await refusal({ ...RIGHT, attributes: new Tagged() })).message).toBe(
      `attributes must be a plain object, not ${name}`,
    );
  });
});

describe('a promise that was not awaited, and is rejected,', () => {
  const rejected = (): Promise<never> => Promise.reject(new Error(CANARY));

  it.each<[place: string, call: () => unknown]>([
    ['the attributes', () => refusal({ ...RIGHT, attributes: rejected() })],
    ['an attribute', () => refusal({ ...RIGHT, attributes: { name: rejected() } })],
    ['customerId', () => refusal({ ...RIGHT, customerId: rejected() })],
    ['secret', () => refusal({ ...RIGHT, secret: rejected() })],
    ['widgetId', () => refusal({ ...RIGHT, widgetId: rejected() })],
    ['what validateAttributes gets', () => validateAttributes({ name: rejected() })],
    [
      'the row of stringifyAttributes',
      () => {
        expect(() => stringifyAttributes(rejected(), ['then'])).toThrow('Use await.');
      },
    ],
    [
      'a value of stringifyAttributes',
      () => {
        expect(() => stringifyAttributes({ name: rejected() })).toThrow('Use await.');
      },
    ],
  ])('does not end the process as %s', async (_place, call) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    onTestFinished(() => {
      process.off('unhandledRejection', unhandled);
    });
    await call();
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('a plain object', () => {
  it.each([
    ['is frozen', Object.freeze({ name: 'Jane' })],
    ['has no prototype', Object.assign(Object.create(null) as object, { name: 'Jane' })],
    ['is of another realm', runInNewContext('({ name: "Jane" })') as object],
    ['is from JSON', JSON.parse('{"name":"Jane"}') as object],
    [
      'has a symbol that is not enumerable',
      Object.defineProperty({ name: 'Jane' }, Symbol('s'), { value: 1 }),
    ],
    [
      'has a property that is not enumerable',
      Object.defineProperty({ name: 'Jane' }, 'hidden', { value: 1 }),
    ],
  ])('is accepted if it %s', async (_kind, attributes) => {
    expect(await attributesOf(attributes)).toEqual({ name: 'Jane' });
  });
});

describe('an object that inherits', () => {
  it.each([
    ['from an empty object', Object.create({}) as object],
    ['from an object with properties', Object.create({ name: 'Jane' }) as object],
    [
      'from an object with a method of Object.prototype',
      Object.create({ isPrototypeOf: () => true }) as object,
    ],
    ['from an empty object without a prototype', Object.create(Object.create(null) as object) as object],
    [
      'from an object with properties and without a prototype',
      Object.create(Object.assign(Object.create(null) as object, { name: CANARY })) as object,
    ],
    [
      'from a class that extends null',
      runInNewContext('Object.create(class extends null {}.prototype)') as object,
    ],
  ])('%s is refused', async (_what, attributes) => {
    expect(await codesAndPathsOf({ attributes })).toEqual([['ERR_ATTRIBUTES_NOT_OBJECT', 'attributes']]);
  });
});
