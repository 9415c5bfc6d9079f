// Properties of any input, checked with generated inputs: ten thousand for most of them.

import { inspect } from 'node:util';
import {
  createWidgetToken,
  estimateTokenSize,
  validateAttributes,
  WidgetTokenError,
  type CreateWidgetTokenOptions,
} from 'amazon-connect-widget-token';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { claimsOf, createUnchecked, estimateUnchecked, RIGHT, SECRET } from '../support/helpers.js';

const RUNS = { numRuns: 10_000 };

/**
 * Strings of every kind: ASCII, characters that JSON escapes, and characters of two, three and four bytes.
 */
const text = (constraints: fc.StringConstraints = {}): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', 'Z', '0', ' ', '"', '\\', '/', '\n', '\u0000', '\u007f', 'é', '\u2028', '€', '👋'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    ...constraints,
  });

const attributeKey = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'length', '0', '10', '-'),
);

const attributes = fc
  .uniqueArray(fc.tuple(attributeKey, text({ maxLength: 60 })), { selector: ([key]) => key, maxLength: 12 })
  .map((entries) => Object.fromEntries(entries));

/** Attributes that fit into a token, at least into the smallest one. */
const fittingAttributes = attributes.filter(
  (given) => estimateTokenSize({ widgetId: 'x', attributes: given }).fits,
);

const segmentKey = (maxLength: number): fc.Arbitrary<string> =>
  text({ minLength: 1, maxLength }).map((key) => key.replace(/\p{Cc}/gu, '-'));

/** Any members of a segment attribute value, of which only the one that is added may be defined. */
const unsetMembers = fc.constantFrom<object>(
  {},
  { ValueMap: undefined },
  {
    ValueString: undefined,
    ValueInteger: undefined,
    ValueArn: undefined,
    ValueMap: undefined,
    ValueList: undefined,
  },
);

const segmentValue = fc.letrec<{ value: object }>((tie) => ({
  value: fc
    .tuple(
      unsetMembers,
      fc.oneof(
        { maxDepth: 3 },
        fc.record({ ValueString: text({ maxLength: 20 }) }),
        fc.record({ ValueInteger: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) }),
        fc.record({ ValueArn: text({ maxLength: 20 }).map((rest) => `arn:${rest}`) }),
        fc.record({ ValueList: fc.array(tie('value'), { maxLength: 3 }) }),
        fc.record({ ValueMap: fc.dictionary(segmentKey(8), tie('value'), { maxKeys: 3 }) }),
      ),
    )
    .map(([unset, value]) => ({ ...unset, ...value })),
})).value;

const id = (maxLength: number): fc.Arbitrary<string> => text({ minLength: 1, maxLength });

const widgetId = fc
  .oneof(fc.uuid(), fc.stringMatching(/^[a-z][a-z é👋"-]{0,40}[a-z]$/u))
  // The text of a value that was not set is refused.
  .filter((text) => !['undefined', 'null'].includes(text));

/** Options that keep every rule, and are so small that most tokens fit. */
const validOptions = fc.record(
  {
    widgetId,
    secret: fc.constant(SECRET),
    attributes,
    customerId: id(128),
    relatedContactId: id(100),
    segmentAttributes: fc.dictionary(segmentKey(20), segmentValue, { maxKeys: 3 }),
    expiresIn: fc.integer({ min: 1, max: 600 }),
    issuedAt: fc.oneof(
      fc.date({
        min: new Date('2001-09-09T01:46:40Z'),
        max: new Date('2286-11-20T17:46:39Z'),
        noInvalidDate: true,
      }),
      fc.date({ min: new Date('-001000-01-01'), max: new Date('4999-12-31'), noInvalidDate: true }),
    ),
  },
  { requiredKeys: ['widgetId', 'secret'] },
) as fc.Arbitrary<CreateWidgetTokenOptions>;

describe('for any valid options', () => {
  it('estimateTokenSize returns the length of the token, or says that it does not fit', async () => {
    let tokens = 0;
    await fc.assert(
      fc.asyncProperty(validOptions, async (options) => {
        const size = estimateTokenSize(options);
        const token = await createWidgetToken(options).catch((error: unknown) => error);
        if (!size.fits) {
          expect(token).toMatchObject({ code: 'ERR_TOKEN_TOO_LARGE' });
          return;
        }
        expect(token).toHaveLength(size.characters);
        tokens++;
      }),
      RUNS,
    );
    expect(tokens).toBeGreaterThan(9_000);
  });

  it('createWidgetToken signs the options as claims, which an independent verifier accepts', async () => {
    await fc.assert(
      fc.asyncProperty(validOptions, async (options) => {
        fc.pre(estimateTokenSize(options).fits);
        const { widgetId, expiresIn = 500, issuedAt = new Date(), ...claims } = options;
        const token = await createWidgetToken({ ...options, issuedAt });
        const iat = Math.floor(issuedAt.getTime() / 1000);
        const expected = { sub: widgetId, iat, exp: iat + expiresIn, ...claims, secret: undefined };
        expect(JSON.stringify(sortKeys(claimsOf(token)))).toBe(JSON.stringify(sortKeys(expected)));
        const verified = jsonwebtoken.verify(token, SECRET, {
          ignoreExpiration: true,
          algorithms: ['HS256'],
        });
        expect(verified).toHaveProperty('sub', widgetId);
      }),
      { numRuns: 2_000 },
    );
  });

  it('estimateTokenSize returns how many bytes the token would lose without each attribute', () => {
    fc.assert(
      fc.property(validOptions, (options) => {
        const { bytes, bytesByAttribute } = estimateTokenSize(options);
        const given = Object.entries(options.attributes ?? {});
        expect(Object.keys(bytesByAttribute)).toEqual(given.map(([key]) => key));
        for (const [without, lost] of Object.entries(bytesByAttribute)) {
          const others = Object.fromEntries(given.filter(([key]) => key !== without));
          expect(bytes - estimateTokenSize({ ...options, attributes: others }).bytes).toBe(lost);
        }
      }),
      RUNS,
    );
  });

  it('estimateTokenSize returns the same with and without a secret, a lifetime and the current date', () => {
    fc.assert(
      fc.property(validOptions, fc.integer({ min: 1, max: 600 }), (options, expiresIn) => {
        const claims = { ...options, secret: undefined, issuedAt: undefined, expiresIn: undefined };
        const today = { ...options, issuedAt: new Date(), expiresIn };
        expect(estimateTokenSize(claims)).toEqual(estimateTokenSize(today));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('for any attributes', () => {
  it('validateAttributes returns a copy of valid ones', () => {
    fc.assert(
      fc.property(fittingAttributes, (given) => {
        const result = validateAttributes(given);
        expect(result.issues).toBeUndefined();
        const value = 'value' in result ? result.value : undefined;
        expect(value).not.toBe(given);
        expect(Object.entries(value ?? {})).toEqual(Object.entries(given));
      }),
      RUNS,
    );
  });

  it('validateAttributes refuses them as too large exactly if they fit into no token of today', () => {
    const sizes = { fits: 0, doesNotFit: 0 };
    /** Attributes that make the claims at most four bytes smaller or larger than the most that fit. */
    const nearTheLimit = fc
      .tuple(attributes, fc.integer({ min: -4, max: 4 }), fc.constantFrom('x', 'é', '€', '👋', '"', '\0'))
      .map(([others, bytes, character]) => {
        const { remainingBytes } = estimateTokenSize({ widgetId: 'x', attributes: { ...others, pad: '' } });
        const unit = Buffer.byteLength(JSON.stringify(character)) - 2;
        const pad = Math.max(0, Math.floor((remainingBytes / 2) * 0.75) + bytes);
        return { ...others, pad: character.repeat(Math.floor(pad / unit)) + 'x'.repeat(pad % unit) };
      });
    fc.assert(
      fc.property(fc.oneof(attributes, nearTheLimit), (given) => {
        const { fits } = estimateTokenSize({ widgetId: 'x', attributes: given });
        const codes = (validateAttributes(given).issues ?? []).map(({ code }) => code);
        expect(codes).toEqual(fits ? [] : ['ERR_TOKEN_TOO_LARGE']);
        sizes[fits ? 'fits' : 'doesNotFit']++;
      }),
      RUNS,
    );
    expect(Math.min(sizes.fits, sizes.doesNotFit)).toBeGreaterThan(1_000);
  });

  it('validateAttributes refuses a value that is not a string, with its path', () => {
    const notString = fc
      .anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withBoxedValues: true,
        withNullPrototype: true,
      })
      .filter((value) => typeof value !== 'string');
    fc.assert(
      fc.property(attributes, attributeKey, notString, (given, key, value) => {
        const wrong = Object.fromEntries([
          ...Object.entries(given).filter(([other]) => other !== key),
          [key, value],
        ]);
        expect(validateAttributes(wrong).issues).toMatchObject([
          { code: 'ERR_ATTRIBUTE_VALUE_NOT_STRING', path: [key] },
        ]);
      }),
      RUNS,
    );
  });
});

/** A word that is in every generated value, and nowhere else. */
const CANARY = 'the-canary-word';

describe('for any input', () => {
  const canaryText = text({ maxLength: 20 }).map((noise) => `${noise}${CANARY}${noise}`);

  /** A value of any type that can contain the canary. */
  const canaryValue = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      canaryText,
      canaryText.map((canary) => new String(canary)),
      canaryText.map((canary) => new Error(canary)),
      canaryText.map((canary) => Promise.resolve(canary)),
      canaryText.map((canary) => Buffer.from(canary)),
      canaryText.map((canary) => () => canary),
      canaryText.map((canary) => ({ [Symbol.toStringTag]: canary })),
      canaryText.map((canary) => ({
        [Symbol.toStringTag]: 'CryptoKey',
        algorithm: { name: canary },
        usages: [canary],
      })),
      canaryText.map((canary) => ({ toJSON: () => canary, toString: () => canary, valueOf: () => canary })),
      canaryText.map((canary) =>
        Object.defineProperty({}, 'a', { enumerable: true, get: () => raise(canary) }),
      ),
      canaryText.map(
        (canary) => new Proxy({}, { ownKeys: () => raise(canary), getPrototypeOf: () => raise(canary) }),
      ),
      canaryText.map(
        (canary) =>
          new (class Session {
            token = canary;
          })(),
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(attributeKey, tie('value'), { maxKeys: 3 }),
      tie('value').map((value) => new Map([['a', value]])),
      tie('value').map((value) => ({ ValueList: [value] })),
      tie('value').map((value) => ({ ValueMap: { a: value } })),
      tie('value').map((value) => ({ ValueString: value })),
      tie('value').map((value) => ({ ValueInteger: value })),
    ),
  })).value;

  /** Options of which each is valid, missing or contains the canary. Or a value with the canary instead. */
  const anyOptions = fc.oneof(
    { weight: 1, arbitrary: canaryValue },
    {
      weight: 9,
      arbitrary: fc.record(
        {
          widgetId: fc.oneof(fc.constant(RIGHT.widgetId), canaryValue),
          secret: fc.oneof(fc.constant(RIGHT.secret), canaryValue),
          attributes: fc.oneof(fc.dictionary(fc.oneof(attributeKey, text()), canaryValue), canaryValue),
          customerId: canaryValue,
          relatedContactId: canaryValue,
          segmentAttributes: fc.dictionary(id(20), canaryValue, { maxKeys: 3 }),
          expiresIn: canaryValue,
          issuedAt: fc.oneof(
            canaryText.map((canary) => Object.assign(new Date(NaN), { canary })),
            canaryValue,
          ),
          unknown: canaryValue,
        },
        { requiredKeys: [] },
      ),
    },
  );

  it('createWidgetToken returns a string, or throws a WidgetTokenError that shows no value and no secret', async () => {
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(anyOptions, async (options) => {
        const outcome: unknown = await createUnchecked(options).catch((error: unknown) => error);
        if (typeof outcome === 'string') return;
        refusals++;
        expectNothingShown(outcome);
        try {
          estimateUnchecked(options);
        } catch (error) {
          expectNothingShown(error);
        }
      }),
      { numRuns: 15_000 },
    );
    expect(refusals).toBeGreaterThan(10_000);
  });

  it('validateAttributes does not throw, and its issues show no value', () => {
    fc.assert(
      fc.property(
        fc.oneof(canaryValue, fc.dictionary(fc.oneof(attributeKey, text()), canaryValue)),
        (given) => {
          const { issues = [] } = validateAttributes(given);
          expect(inspect(issues, DEEP)).not.toContain(CANARY);
        },
      ),
      RUNS,
    );
  });

  it('createWidgetToken and validateAttributes do not change it', async () => {
    const wrong = fc.anything({
      withMap: true,
      withSet: true,
      withDate: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
    });
    const options = fc.record({
      widgetId: wrong,
      secret: wrong,
      attributes: wrong,
      customerId: wrong,
      segmentAttributes: wrong,
      expiresIn: wrong,
      issuedAt: wrong,
    });
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        const before = inspect(given, DEEP);
        await createUnchecked(given).catch(() => undefined);
        validateAttributes(given.attributes);
        expect(inspect(given, DEEP)).toBe(before);
      }),
      { numRuns: 2_000 },
    );
  });
});

const DEEP = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };

function raise(canary: string): never {
  throw new Error(canary);
}

function expectNothingShown(error: unknown): void {
  if (!(error instanceof WidgetTokenError)) expect.fail(`threw ${inspect(error)}`);
  const everything = [
    error.message,
    String(error.stack),
    String(error.cause),
    String(error),
    JSON.stringify(error),
    JSON.stringify(error.issues),
    inspect(error, DEEP),
  ].join('\n');
  expect(everything).not.toContain(CANARY);
  expect(everything).not.toContain(SECRET);
}

/** The entries of each object in the order of their keys, without those that JSON leaves out. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key, sortKeys(inner)] as const);
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}
