// The line that the endpoint prints if there is no token and no `onError`.

import { stringifyAttributes } from 'amazon-connect-widget-token';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';
import { createUnchecked, expectNoToken, fail, makeRequest } from './endpoint.js';

const PREFIX = 'No widget token: ';
const HIDDEN = `${PREFIX}claims threw an error that is not shown, because it contains characters of a security key.`;

const consoleError = vi.spyOn(console, 'error');

beforeEach(() => {
  consoleError.mockReset().mockImplementation(() => undefined);
});

afterEach(() => {
  expect(consoleError).not.toHaveBeenCalled();
});

/** What was printed since the last call: the arguments of each console.error. */
function takePrinted(): unknown[][] {
  const calls = [...consoleError.mock.calls];
  consoleError.mockClear();
  return calls;
}

/** The only line that an endpoint with these options prints for a request. */
async function lineOf(options: object, request: object = makeRequest()): Promise<string> {
  await expectNoToken(await createUnchecked({ ...RIGHT, claims: () => ({}), ...options })(request));
  const [[line] = [], ...others] = takePrinted();
  expect(others).toEqual([]);
  return String(line);
}

/** How the line for an error that `claims` throws begins. */
const THREW = `${PREFIX}claims threw `;

/** The line for an error that `claims` throws. */
function lineFor(thrown: unknown, options: object = {}): Promise<string> {
  return lineOf({ claims: () => fail(thrown), ...options });
}

/** The line for an error that the request throws when it is read. */
function lineForRequest(thrown: unknown): Promise<string> {
  const request = {
    headers: new Headers(),
    get method() {
      return fail(thrown);
    },
  };
  return lineOf({}, request);
}

describe('without onError, the endpoint prints', () => {
  it('the code and the message of a WidgetTokenError', async () => {
    expect(await lineOf({ claims: () => ({ attributes: { age: 45, name: 'Jane' } }) })).toBe(
      `${PREFIX}ERR_ATTRIBUTE_VALUE_NOT_STRING: attributes["age"] must be a string, not number, or Connect does not start the chat. Use stringifyAttributes(row, ['age']).`,
    );
  });

  it('several problems in one line', async () => {
    expect(await lineOf({ widgetId: '', secret: '' })).toBe(
      `${PREFIX}ERR_WIDGET_ID_INVALID: 2 problems: - widgetId is missing. If it comes from an environment variable, that variable is not set. The widget id is the last argument of the loader in the snippet. - secret is missing. If it comes from an environment variable, that variable is not set.`,
    );
  });

  it.each([
    ['an error', new TypeError('no session store'), 'TypeError: no session store'],
    [
      'an error with a code',
      Object.assign(new Error('down'), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED: down',
    ],
    ['an error with a number as its code', new DOMException('slow', 'TimeoutError'), 'TimeoutError: slow'],
    [
      'an error with an empty code',
      Object.assign(new RangeError('too far'), { code: '' }),
      'RangeError: too far',
    ],
    ['an error without a message', new TypeError(), 'TypeError without a message'],
    ['an object', { message: 'of an object' }, 'an object: of an object'],
  ])('the code or the name, and the message, of %s', async (_what, thrown, line) => {
    expect(await lineFor(thrown)).toBe(THREW + line);
    expect(await lineOf({ claims: async () => Promise.reject(thrown as Error) })).toBe(THREW + line);
  });

  it.each([
    ['a string', 'Jane'],
    ['a number', 42],
    ['an object', { name: 'Jane', code: 'Jane' }],
    ['an Array', ['Jane']],
    ['a class instance', new URL('https://example.com/Jane')],
    ['a function', { Jane: () => 'Jane' }.Jane],
    ['null', null],
    ['undefined', undefined],
  ])('only the type of %s without a message', async (type, thrown) => {
    expect(await lineFor(thrown)).toBe(`${THREW}${type}, not an Error`);
  });

  it.each(['claims', 'secret', 'widgetId'])('that %s threw it', async (option) => {
    const line = `${PREFIX}${option} threw Error: slow`;
    expect(await lineOf({ [option]: () => fail(new Error('slow')) })).toBe(line);
    expect(await lineOf({ [option]: async () => Promise.reject(new Error('slow')) })).toBe(line);
  });

  it('that claims threw a WidgetTokenError, which is not about what it returned', async () => {
    expect(await lineOf({ claims: () => stringifyAttributes({ name: {} } as never, ['name']) })).toBe(
      `${THREW}ERR_ATTRIBUTE_VALUE_INVALID: attributes["name"] must be a string, a number, a boolean, a bigint, a Date, null or undefined, not object. Turn it into a string first.`,
    );
  });

  it('the names of the causes of an error, up to three', async () => {
    const refused = Object.assign(new AggregateError([], 'Jane'), { code: 'ECONNREFUSED' });
    const failed = new TypeError('fetch failed', { cause: refused });
    expect(await lineFor(failed)).toBe(`${THREW}TypeError (cause: ECONNREFUSED): fetch failed`);
    const denied = Object.assign(new Error('Jane'), { name: 'AccessDeniedException' });
    const wrapped = Object.assign(new Error('no parameter', { cause: denied }), {
      name: 'GetParameterError',
    });
    expect(await lineOf({ secret: () => fail(wrapped) })).toBe(
      `${PREFIX}secret threw GetParameterError (cause: AccessDeniedException): no parameter`,
    );
    const slow = new DOMException('Jane', 'TimeoutError');
    const behind = [TypeError, RangeError, SyntaxError].reduce(
      (cause: Error, Class) => new Class('Jane', { cause }),
      slow,
    );
    expect(await lineFor(new Error('a', { cause: behind }))).toBe(
      `${THREW}Error (cause: SyntaxError, RangeError, TypeError): a`,
    );
    expect(await lineFor(new Error('', { cause: slow }))).toBe(
      `${THREW}Error (cause: TimeoutError) without a message`,
    );
  });

  it('no cause that is only an Error, but what is behind it', async () => {
    const cause = new Error('Jane', { cause: new RangeError('Jane') });
    expect(await lineFor(new Error('a', { cause }))).toBe(`${THREW}Error (cause: RangeError): a`);
    expect(await lineFor(new Error('a', { cause: new Error('Jane') }))).toBe(`${THREW}Error: a`);
  });

  it.each([
    ['an object', { status: 401 }, 'an object, not an Error'],
    ['an object with a message', { statusCode: 401, message: 'no' }, 'an object: no'],
    ['an object with a string too', { status: '401', statusCode: 401 }, 'an object, not an Error'],
    ['an error of http-errors', Object.assign(new Error('no'), { status: 401, expose: true }), 'Error: no'],
    [
      'an HttpException of NestJS',
      Object.assign(new Error('no'), { status: 401, getStatus: fail }),
      'Error: no',
    ],
  ])('how to answer with the status of %s', async (_what, thrown, line) => {
    const fix = ' (to answer 401, throw new Response(null, { status: 401 }))';
    expect(await lineFor(thrown)).toBe(THREW + line + fix);
    expect(await lineOf({ secret: () => fail(thrown) })).toBe(`${PREFIX}secret threw ${line}`);
  });

  it.each([400, 499])('how to answer with the status %s', async (status) => {
    expect(await lineFor({ status })).toContain(`(to answer ${status}, `);
  });

  it.each([
    ['of another server', Object.assign(new Error('no'), { status: 401 })],
    ['of an error of the server', { message: 'no', status: 500 }],
    ['of a redirect', { message: 'no', status: 399 }],
    ['that is not a whole number', { message: 'no', status: 401.5 }],
    ['that is a string', { message: 'no', status: '401' }],
  ])('nothing about a status %s', async (_what, thrown) => {
    expect(await lineFor(thrown)).toMatch(/ threw (Error|an object): no$/);
  });

  it.each([
    ['is a string', 'Jane'],
    ['is an object', { name: 'Jane' }],
    ['is an ErrorEvent', { name: 'Jane', [Symbol.toStringTag]: 'ErrorEvent' }],
    ['is a MediaError', { name: 'Jane', [Symbol.toStringTag]: 'MediaError' }],
    ['has a name that is a text', Object.assign(new Error(), { name: 'Jane Doe' })],
    ['has a name that is too long', Object.assign(new Error(), { name: 'J'.repeat(65) })],
    ['has a name that is not a string', Object.assign(new Error(), { name: ['Jane'] })],
    ['has a getter that throws', Object.defineProperty(new Error(), 'name', { get: () => fail('Jane') })],
  ])('nothing of a cause that %s', async (_what, cause) => {
    expect(await lineFor(new Error('down', { cause }))).toBe(`${THREW}Error: down`);
  });

  it('the causes of an error before one that cannot be read', async () => {
    const unreadable = Object.defineProperty(new RangeError(), 'cause', { get: () => fail('Jane') });
    const error = new Error('down', { cause: unreadable });
    expect(await lineFor(error)).toBe(`${THREW}Error (cause: RangeError): down`);
  });

  it('what was thrown when the request was read, without the name of an option', async () => {
    expect(await lineForRequest(new Error('no method'))).toBe(`${PREFIX}Error: no method`);
  });

  it.each([
    ['a getter that throws', new Proxy({}, { get: () => fail(new Error('no')) })],
    ['a message that is a symbol', { message: Symbol('no') }],
    ['a message whose toString throws', { message: { toString: () => fail(new Error('no')) } }],
  ])('that it cannot read an error with %s', async (_what, thrown) => {
    expect(await lineFor(thrown)).toBe(`${PREFIX}what claims threw cannot be read`);
  });

  it('that it cannot read what was thrown when the request was read', async () => {
    const unreadable = new Proxy({}, { get: () => fail(new Error('no')) });
    expect(await lineForRequest(unreadable)).toBe(`${PREFIX}what was thrown cannot be read`);
  });

  it('neither the stack, the cause nor another property of an error', async () => {
    const error = Object.assign(new Error('down', { cause: 'Jane' }), { stack: 'Jane', customer: 'Jane' });
    expect(await lineFor(error)).toBe(`${THREW}Error: down`);
  });
});

describe('with an onError that fails, the endpoint prints both errors', () => {
  it.each([
    ['throws', () => fail(new Error('of onError'))],
    ['rejects', async () => Promise.reject(new Error('of onError'))],
  ])('if it %s', async (_what, onError) => {
    const both = `${THREW}Error: of claims; onError threw Error: of onError`;
    expect(await lineFor(new Error('of claims'), { onError })).toBe(both);
    expect(await lineFor(new Error('of\nclaims'), { onError })).toBe(both);
    expect(await lineFor(new Error(`of ${SECRET}`), { onError })).toBe(HIDDEN);
    expect(await lineFor(new Error('x'.repeat(3000)), { onError })).toHaveLength(PREFIX.length + 2000);
  });

  it('but one only once, if onError throws what it has received', async () => {
    expect(await lineFor(new Error('of claims'), { onError: fail })).toBe(`${THREW}Error: of claims`);
  });

  it('but neither, if one of them shows the key', async () => {
    expect(await lineFor(new Error('of claims'), { onError: () => fail(new Error(SECRET)) })).toBe(HIDDEN);
  });
});

it('the answer stays the same if console.error throws', async () => {
  consoleError.mockImplementation(() => fail(new Error('the pipe is closed')));
  expect(await lineFor(new Error('down'))).toBe(`${THREW}Error: down`);
});

describe('the line', () => {
  it('stays one line: white space is collapsed', async () => {
    const message = 'a\nb\r\nc \t d\v\fe\u2028f\u2029g\u00a0h\ufeffi';
    expect(await lineFor(new Error(message))).toBe(`${THREW}Error: a b c d e f g h i`);
  });

  it.each([
    ["a visitor's cookie", { claims: () => JSON.parse('Jane Doe') as object }, 'claims'],
    ['a key that is not in JSON', { secret: () => JSON.parse(SECRET) as string }, 'secret'],
  ])('has nothing of what JSON.parse got: %s', async (_what, options, option) => {
    const error = catchError(() => JSON.parse('Jane Doe'));
    expect(error).toBeInstanceOf(SyntaxError);
    expect((error as Error).message).toContain('Jane Doe');
    expect(await lineOf(options)).toBe(
      `No widget token: ${option} threw SyntaxError (its message is not shown: it may quote what was parsed)`,
    );
  });

  it.each([
    ['NUL', '\0'],
    ['a backspace', '\b'],
    ['an escape', '\u001b'],
    ['DEL', '\u007f'],
    ['a C1 control character', '\u009b'],
    ['a bidi override', '\u202e'],
    ['a bidi isolate', '\u2066'],
    ['a zero-width space', '\u200b'],
    ['a high surrogate alone', '\ud83d'],
    ['a low surrogate alone', '\ude00'],
    ['a private-use character', '\ue000'],
  ])('has U+FFFD instead of %s', async (_what, character) => {
    const error = Object.assign(new Error(`c${character}d`), { code: `a${character}b` });
    expect(await lineFor(error)).toBe(`${THREW}a\ufffdb: c\ufffdd`);
  });

  it('keeps letters, signs and emoji', async () => {
    expect(await lineFor(new Error('Zoë, 日本語, 😀'))).toBe(`${THREW}Error: Zoë, 日本語, 😀`);
  });

  it('has at most 2000 characters after the prefix, and ends with "…" if it was cut', async () => {
    const longest = 'x'.repeat(2000 - 'claims threw Error: '.length);
    expect(await lineFor(new Error(longest))).toBe(`${THREW}Error: ${longest}`);
    for (const longer of [`${longest}x`, longest + 'y'.repeat(10_000_000)]) {
      expect(await lineFor(new Error(longer))).toBe(`${THREW}Error: ${longest.slice(1)}…`);
    }
  });

  it('ends with "…" also if most of what was cut is white space', async () => {
    expect(await lineFor(new Error(`${' '.repeat(5000)}x`))).toBe(`${THREW}Error: …`);
  });

  it('has U+FFFD instead of a surrogate pair that was cut', async () => {
    const beforeCut = 'x'.repeat(2000 - 'claims threw Error: …'.length - 1);
    expect(await lineFor(new Error(`${beforeCut}😀😀`))).toBe(`${THREW}Error: ${beforeCut}\ufffd…`);
  });
});

describe('the line shows no 16 consecutive characters of the key', () => {
  const parts = Array.from({ length: SECRET.length - 15 }, (_, start) => SECRET.slice(start, start + 16));

  it('wherever in the key they are', async () => {
    for (const part of parts) expect(await lineFor(new Error(`is ${part} right?`))).toBe(HIDDEN);
  });

  it('also if nothing that was passed threw the error', async () => {
    expect(await lineForRequest(new Error(SECRET))).toBe(
      HIDDEN.replace('claims threw an error that', 'the error'),
    );
  });

  it('of the last request, if it is bytes that no other request used', async () => {
    const key = 'bytes of a key that is used in no other test';
    const secret = new TextEncoder().encode(key);
    let isFirst = true;
    const handler = createUnchecked({
      ...RIGHT,
      secret: () => secret,
      claims: () => (isFirst ? {} : fail(new Error(key.slice(5, 30)))),
    });
    expect((await handler(makeRequest())).status).toBe(200);
    isFirst = false;
    await expectNoToken(await handler(makeRequest()));
    expect(takePrinted()).toEqual([[HIDDEN]]);
  });

  it('of another customer, whose request was before', async () => {
    const keys = ['0123456789-of-the-first-widget-01234', 'abcdefghij:OF:THE:SECOND:WIDGET:abcde'];
    const [first = ''] = keys;
    const handler = createUnchecked({
      ...RIGHT,
      secret: () => keys.shift(),
      claims: () => (keys.length > 0 ? {} : fail(new Error(first))),
    });
    expect((await handler(makeRequest())).status).toBe(200);
    expect((await handler(makeRequest())).status).toBe(200);
    await expectNoToken(await handler(makeRequest()));
    expect(takePrinted()).toEqual([[HIDDEN]]);
  });

  it('of another endpoint, if it is a string', async () => {
    const key = '1111111111-of-the-other-endpoint-01';
    const other = createUnchecked({ ...RIGHT, secret: key, claims: () => ({}) });
    expect((await other(makeRequest())).status).toBe(200);
    expect(await lineFor(new Error(`bad ${key}`))).toBe(HIDDEN);
  });

  it('of another customer, also if the keys are bytes, which are not in the cache', async () => {
    const keys = ['9876543210-bytes-of-the-first-one-01', 'zyxwvutsrq:BYTES:OF:THE:SECOND:ONE:ab'];
    const left = keys.map((key) => Buffer.from(key));
    const handler = createUnchecked({
      ...RIGHT,
      secret: () => left.shift(),
      claims: () => (left.length > 0 ? {} : fail(new Error(keys[0]))),
    });
    for (const status of [200, 200, 500]) expect((await handler(makeRequest())).status).toBe(status);
    expect(takePrinted()).toEqual([[HIDDEN]]);
  });

  it('of a request before, however many came with one key after it', async () => {
    const first = '5432109876-bytes-of-the-first-one-02';
    const [one, other] = [Buffer.from(first), Buffer.from('tsrqzyxwvu:BYTES:OF:THE:SECOND:ONE:cd')];
    let count = 0;
    const handler = createUnchecked({
      ...RIGHT,
      secret: () => (count++ === 0 ? one : other),
      claims: () => (count < 30 ? {} : fail(new Error(first))),
    });
    for (let request = 0; request < 30; request++) {
      expect((await handler(makeRequest())).status).toBe(200);
    }
    await expectNoToken(await handler(makeRequest()));
    expect(takePrinted()).toEqual([[HIDDEN]]);
  });

  it('of the last twenty requests with different keys', async () => {
    const keyOf = (index: number): string => `${String.fromCharCode(97 + index).repeat(20)}-0123456789ab`;
    for (const [index, shown] of [
      [0, true],
      [1, false],
    ] as const) {
      let count = 0;
      const handler = createUnchecked({
        ...RIGHT,
        secret: () => Buffer.from(keyOf(count)),
        claims: () => (count++ < 21 ? {} : fail(new Error(`bad ${keyOf(index + 1)}`))),
      });
      for (let request = 0; request < 21; request++) {
        expect((await handler(makeRequest())).status).toBe(200);
      }
      await expectNoToken(await handler(makeRequest()));
      expect(String(takePrinted()).includes(keyOf(index + 1).slice(0, 16))).toBe(shown);
    }
  });

  it('also before a function has returned the key for the first time, if it is as Connect shows it', async () => {
    const key = 'bW9yZSBrZXlzIGZvciB0ZXN0cywgYW5kIG9ubHkgZm8=';
    const error = new Error(`bad ${JSON.stringify({ key })}`);
    expect(await lineFor(error, { secret: () => key })).toBe(`${THREW}Error: bad {"key":"(hidden)"}`);
  });

  it('but may show 15, which are not enough to find the others', async () => {
    const part = SECRET.slice(0, 15);
    expect(await lineFor(new Error(part))).toBe(`${THREW}Error: ${part}`);
  });

  it('nor the characters that a cut leaves', async () => {
    const beforeKey = 'x'.repeat(2000 - 'claims threw Error: …'.length - 3);
    expect(await lineFor(new Error(beforeKey + SECRET))).toBe(HIDDEN);
  });

  it('if they are in the name or the code of the error', async () => {
    expect(await lineFor({ name: SECRET, message: 'down' })).toBe(HIDDEN);
    expect(await lineFor({ code: SECRET, message: 'down' })).toBe(HIDDEN);
  });

  it('if a line break is where the key has a space', async () => {
    const secret = 'a key for tests, of 32 bytes or more';
    expect(await lineFor(new Error(secret.replaceAll(' ', '\n')), { secret })).toBe(HIDDEN);
  });

  const bytes = new TextEncoder().encode(SECRET);
  it.each<[what: string, options: object]>([
    ['a string', { secret: SECRET }],
    ['bytes', { secret: bytes }],
    ['a Buffer', { secret: Buffer.from(SECRET) }],
    ['a string with a newline at its end', { secret: `${SECRET}\n` }],
    ['bytes with a newline at their end', { secret: Buffer.from(`${SECRET}\n`) }],
    ['a string with quotes', { secret: `"${SECRET}"` }],
    ['an object of AWS Secrets Manager', { secret: { SecretString: SECRET } }],
    ['the widget id, as the two are swapped', { widgetId: SECRET, secret: WIDGET_ID }],
    ['the widget id, with quotes around it', { widgetId: `"${SECRET}"`, secret: WIDGET_ID }],
  ])('if the key is %s', async (_what, options) => {
    for (const part of [SECRET, parts.at(0), parts.at(-1)]) {
      expect(await lineFor(new Error(`a vault says: ${part}`), options)).toBe(HIDDEN);
    }
  });

  it.each<[what: string, options: object, line: string | undefined]>([
    ['a string', { secret: () => SECRET }, undefined],
    ['a promise of bytes', { secret: async () => Promise.resolve(bytes) }, undefined],
    [
      'a string with a newline at its end',
      { secret: () => `${SECRET}\n` },
      'ERR_SECRET_INVALID: secret must not have white space around it. Use secret.trim().',
    ],
    [
      'the widget id, as the two are swapped',
      { widgetId: () => SECRET, secret: () => WIDGET_ID },
      'ERR_WIDGET_ID_INVALID: widgetId and secret are swapped. Exchange them. If a token that contains the key was ever sent, rotate the key.',
    ],
  ])('once a function has returned the key as %s', async (_what, options, line) => {
    const claims = vi.fn<() => object>(() => ({}));
    const handler = createUnchecked({ ...RIGHT, claims, ...options });
    expect((await handler(makeRequest())).status).toBe(line === undefined ? 200 : 500);
    expect(takePrinted()).toEqual(line === undefined ? [] : [[PREFIX + line]]);

    for (const part of [SECRET, ...parts]) {
      claims.mockImplementationOnce(() => fail(new Error(`a vault says: ${part}`)));
      await expectNoToken(await handler(makeRequest()));
      expect(takePrinted()).toEqual([[HIDDEN]]);
    }
  });

  it.each<[what: string, options: object, line: string]>([
    [
      'a newline at its end',
      { secret: `${SECRET}\n` },
      'ERR_SECRET_INVALID: secret must not have white space around it. Use secret.trim().',
    ],
    [
      'the name of an attribute',
      { claims: () => ({ attributes: { [SECRET]: '' } }) },
      'ERR_ATTRIBUTE_KEY_INVALID: A name here contains characters of the security key, so it is not shown. Pass the key only as the option "secret". If a token that contains the key was ever sent, rotate the key.',
    ],
    [
      'the widget id in its place',
      { widgetId: SECRET, secret: WIDGET_ID },
      'ERR_WIDGET_ID_INVALID: widgetId and secret are swapped. Exchange them. If a token that contains the key was ever sent, rotate the key.',
    ],
  ])('when the key is refused: %s', async (_what, options, line) => {
    expect(await lineOf(options)).toBe(PREFIX + line);
  });
});

function catchError(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
