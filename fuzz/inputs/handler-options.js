// Options of the three handlers. Each function among them returns its value, returns a promise of it, or
// throws it, and notes what happened.

import fc from 'fast-check';
import { nearlyRightOptions } from './options.js';
import { rightOrigins, wrongOrigins } from './origins.js';
import { CONTROL_FLOW, RESPONSES } from './responses.js';
import { rightClaims, rightOptions, widgetId } from './right-options.js';
import { rightSecret, wrongSecret } from './secrets.js';
import { markedText } from './texts.js';
import { childOf, hostile, made, makeObject, readOnce, withoutPrototype } from './values.js';

/** @typedef {import('./responses.js').OwnAnswer['answer']} ExpectedAnswer */

/**
 * What the functions among the options did during a call.
 *
 * @typedef {object} Happened
 * @property {unknown[]} reported What onError or console.error received.
 * @property {unknown} controlFlow What was thrown for a framework, if anything.
 * @property {ExpectedAnswer | undefined} answer What the Response of `claims` must become, if it gave one.
 * @property {(name: 'claims' | 'secret', given: readonly unknown[]) => void} onCall Called at the start of
 *   these two functions.
 */

/**
 * @typedef {object} HandlerOptions
 * @property {unknown} options
 * @property {import('./origins.js').Origins} origins
 * @property {unknown} secret If it is the option itself. What a function returns is known to the endpoint
 *   only after its call, which the target `leaks` covers.
 * @property {() => unknown} readSecret Returns the key that a token would be signed with, or a promise of it.
 * @property {Happened} happened
 */

/** @typedef {(value: unknown, happened: Happened) => unknown} Give */

/** @type {Give[]} */
const RETURNS = [(value) => () => value, (value) => () => Promise.resolve(value)];

/** @type {Give[]} */
const THROWS = [
  (value) => async () => {
    await Promise.resolve();
    throw value;
  },
  (value) => () => {
    throw value;
  },
];

/** @type {(flow: unknown) => Give} */
const throwsOn = (flow) => (_value, happened) => () => {
  happened.controlFlow = flow;
  happened.answer = undefined;
  throw flow;
};

/** @type {fc.Arbitrary<Give>} */
const gives = fc.oneof(
  { weight: 18, arbitrary: fc.constantFrom(...RETURNS) },
  { weight: 2, arbitrary: fc.constantFrom(...THROWS) },
  { weight: 1, arbitrary: fc.constantFrom(...CONTROL_FLOW).map(throwsOn) },
);

/** The value itself, as the option. @type {Give} */
const giveItself = (value) => value;

/** @type {fc.Arbitrary<Give>} */
const itself = fc.constant(giveItself);

/**
 * Returns the key that the endpoint would use. A hostile value may be a function, which the endpoint calls if
 * it is the option itself. So it is called here too, and a function that returned another value each time
 * could not be judged; none of ours does.
 *
 * @param {unknown} secret
 * @param {Give} give
 */
function readerOf(secret, give) {
  if (give !== giveItself || typeof secret !== 'function') return () => secret;
  return /** @type {() => unknown} */ (secret);
}

/** The return value of the function `claims`. @typedef {{ claims: unknown, answer?: ExpectedAnswer }} Returned */

/** @type {import('./values.js').Made<Returned>} */
const returned = fc.oneof(
  { weight: 6, arbitrary: rightClaims.map((one) => () => ({ claims: one })) },
  {
    weight: 2,
    arbitrary: nearlyRightOptions.map((make) => () => {
      const { attributes, customerId, segmentAttributes } = make();
      return { claims: { attributes, customerId, segmentAttributes } };
    }),
  },
  { weight: 1, arbitrary: rightOptions.map((one) => () => ({ claims: one })) },
  { weight: 1, arbitrary: hostile.map((make) => () => ({ claims: make() })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...RESPONSES).map(({ make, answer }) => () => ({ claims: make(), answer })),
  },
);

/** @returns {Happened} */
const nothing = () => ({
  reported: [],
  controlFlow: undefined,
  answer: undefined,
  onCall: () => undefined,
});

/** @param {unknown} given @returns {given is (...given: unknown[]) => unknown} */
const isFunction = (given) => typeof given === 'function';

/** @param {Give} give @param {Returned} one @param {Happened} happened */
function claimsOf(give, { claims, answer }, happened) {
  const giveClaims = give(claims, happened);
  return (/** @type {unknown[]} */ ...given) => {
    happened.answer = answer;
    happened.onCall('claims', given);
    return isFunction(giveClaims) ? giveClaims() : undefined;
  };
}

/** @param {Give} give @param {unknown} secret @param {Happened} happened */
function secretOptionOf(give, secret, happened) {
  const option = give(secret, happened);
  if (give === giveItself || !isFunction(option)) return option;
  return (/** @type {unknown[]} */ ...given) => {
    happened.onCall('secret', given);
    return option();
  };
}

/** @param {Happened} happened @param {boolean} throws */
const onErrorOf =
  ({ reported }, throws) =>
  (/** @type {unknown} */ error) => {
    reported.push(error);
    if (throws) throw new Error('from onError');
  };

/** @type {import('./values.js').Made<HandlerOptions>} */
const right = fc
  .record({
    widgetId,
    givesId: fc.oneof(gives, itself),
    secret: fc.oneof({ weight: 9, arbitrary: made(rightSecret) }, wrongSecret),
    givesSecret: fc.oneof(gives, itself),
    returned,
    givesClaims: gives,
    origins: rightOrigins,
    /** Without onError, if undefined. */
    throws: fc.constantFrom(undefined, undefined, false, true),
  })
  .map((one) => () => {
    const happened = nothing();
    const secret = one.secret();
    const { origins } = one;
    const options = {
      widgetId: one.givesId(one.widgetId, happened),
      secret: secretOptionOf(one.givesSecret, secret, happened),
      claims: claimsOf(one.givesClaims, one.returned(), happened),
      ...(origins === undefined ? {} : { origins }),
      ...(one.throws === undefined ? {} : { onError: onErrorOf(happened, one.throws) }),
    };
    const isOption = one.givesSecret === giveItself && typeof secret !== 'function';
    return {
      options,
      origins,
      secret: isOption ? secret : undefined,
      readSecret: readerOf(secret, one.givesSecret),
      happened,
    };
  });

/** For onError, where any function is right and would replace the one that records. @param {() => unknown} make */
const withoutFunctions = (make) => () => {
  const value = make();
  return typeof value === 'function' ? null : value;
};

/** @type {fc.Arbitrary<[name: string, make: () => unknown]>} */
const wrong = fc.oneof(
  fc.tuple(fc.constantFrom('widgetId', 'claims', 'unknown'), hostile),
  fc.tuple(fc.constant('onError'), hostile.map(withoutFunctions)),
  fc.tuple(fc.constant('expiresIn'), fc.oneof(made(fc.constantFrom(0, 1, 600, 601, '60')), hostile)),
  fc.tuple(fc.constant('origins'), wrongOrigins),
);

/** @type {((right: object, text: string) => unknown)[]} */
const DISGUISES = [(one) => new Proxy(one, {}), childOf, withoutPrototype, readOnce];

/** @type {import('./values.js').Made<HandlerOptions>} */
export const anyHandlerOptions = fc.oneof(
  { weight: 10, arbitrary: right },
  {
    weight: 2,
    arbitrary: fc
      .tuple(right, fc.array(wrong, { minLength: 1, maxLength: 2 }))
      .map(([makeRight, makers]) => () => {
        const made = makeRight();
        return { ...made, options: { .../** @type {object} */ (made.options), ...makeObject(makers) } };
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(right, fc.constantFrom(...DISGUISES), markedText)
      .map(([makeRight, disguise, text]) => () => {
        const made = makeRight();
        return { ...made, options: disguise(/** @type {object} */ (made.options), text) };
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(right, hostile).map(([makeRight, make]) => () => ({
      ...makeRight(),
      options: make(),
    })),
  },
);
