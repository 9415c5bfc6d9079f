// What a browser lets a page of another origin read, from the headers of the answer.

import { describe, expect, it } from 'vitest';
import {
  checkCors,
  checkCorsWithCookies,
  checkPreflight,
  preflightHeaders,
} from '../../../src/cli/check/cors.js';
import type { CheckOptions } from '../../../src/cli/check/options.js';
import type { Answer } from '../../../src/cli/check/request.js';
import { PAGE } from './endpoint.js';

const OPTIONS: CheckOptions = {
  url: new URL('https://api.example.com/token'),
  method: 'GET',
  headers: [],
  origin: PAGE,
  timeoutSeconds: 10,
  widgetId: undefined,
  secret: undefined,
};

const COOKIE = [{ name: 'cookie', value: 'a' }];
const AUTHORIZATION = [{ name: 'authorization', value: 'a' }];

const answer = (headers: Record<string, string>, status = 200): Answer => ({
  status,
  headers: new Map(Object.entries(headers).map(([name, value]) => [`access-control-allow-${name}`, value])),
  body: '',
  problem: undefined,
  startedAt: 0,
  endedAt: 0,
});

const NO_ANSWER = { problem: 'TIMEOUT' };

const SET_ORIGIN = 'Set "Access-Control-Allow-Origin: https://www.example.com".';
const PLAIN = 'the browser blocks fetch(url).';
const WITH = "the browser blocks fetch(url, { credentials: 'include' }).";

describe('a fetch without cookies', () => {
  it.each([
    [{}, `${PLAIN} Access-Control-Allow-Origin is missing. ${SET_ORIGIN}`],
    [
      { origin: 'https://other.example' },
      `${PLAIN} Access-Control-Allow-Origin is not exactly this origin. ${SET_ORIGIN}`,
    ],
    [
      { origin: `${PAGE}/` },
      `${PLAIN} Access-Control-Allow-Origin is not exactly this origin. ${SET_ORIGIN}`,
    ],
    [
      { origin: `${PAGE}, ${PAGE}` },
      `${PLAIN} Access-Control-Allow-Origin is not exactly this origin. ${SET_ORIGIN}`,
    ],
    [{ origin: 'null' }, `${PLAIN} Access-Control-Allow-Origin is not exactly this origin. ${SET_ORIGIN}`],
    [{ origin: PAGE }, undefined],
    [{ origin: '*' }, undefined],
    [{ origin: '*', credentials: 'true' }, undefined],
  ])('and %j', (headers, message) => {
    expect(checkCors(OPTIONS, answer(headers))).toEqual(
      message === undefined
        ? { result: 'ok', message: 'the page may read what it gets with fetch(url)' }
        : { result: 'fault', message },
    );
  });

  it('is not what a page with a cookie needs', () => {
    const options = { ...OPTIONS, headers: COOKIE };
    expect(checkCors(options, answer({}))).toEqual({
      result: 'ok',
      message: 'the browser blocks fetch(url), which is not needed with a Cookie',
    });
    expect(checkCors(options, answer({ origin: '*' }))).toEqual({
      result: 'ok',
      message: 'the page may read what it gets with fetch(url), which sends no cookies',
    });
  });
});

describe('a fetch with cookies', () => {
  const options = { ...OPTIONS, headers: COOKIE };
  const CREDENTIALS =
    'Access-Control-Allow-Credentials is not true. Set "Access-Control-Allow-Credentials: true".';

  it.each([
    [{}, `${WITH} Access-Control-Allow-Origin is missing. ${SET_ORIGIN}`],
    [
      { origin: '*', credentials: 'true' },
      `${WITH} Access-Control-Allow-Origin is *, which works only without cookies. ${SET_ORIGIN}`,
    ],
    [{ origin: PAGE }, `${WITH} ${CREDENTIALS}`],
    [{ origin: PAGE, credentials: 'True' }, `${WITH} ${CREDENTIALS}`],
    [{ origin: PAGE, credentials: 'true' }, undefined],
  ])('and %j', (headers, message) => {
    expect(checkCorsWithCookies(options, answer(headers))).toEqual(
      message === undefined
        ? {
            result: 'ok',
            message: "the page may read what it gets with fetch(url, { credentials: 'include' })",
          }
        : { result: 'fault', message },
    );
  });

  it('is not what a page without a cookie needs', () => {
    expect(checkCorsWithCookies(OPTIONS, answer({ origin: '*' }))).toEqual({
      result: 'ok',
      message:
        "the browser blocks fetch(url, { credentials: 'include' }), which is not needed without a Cookie",
    });
    expect(checkCorsWithCookies(OPTIONS, answer({ origin: PAGE, credentials: 'true' }))).toEqual({
      result: 'ok',
      message: "the page may read what it gets with fetch(url, { credentials: 'include' })",
    });
  });
});

describe('a preflight', () => {
  const options = { ...OPTIONS, headers: [...AUTHORIZATION, { name: 'x-id', value: 'a' }] };
  const missing = (name: string): string =>
    `Access-Control-Allow-Headers does not have ${name}. Add it to the answer to OPTIONS, or do not send it.`;

  it.each([
    [{ origin: PAGE, headers: 'Authorization, X-Id' }, options.headers, undefined],
    [{ origin: PAGE, headers: 'x-id,authorization,x-other' }, options.headers, undefined],
    [{ origin: PAGE, headers: '*, authorization' }, options.headers, undefined],
    [{ origin: PAGE, headers: '*' }, options.headers, missing('authorization')],
    [{ origin: PAGE, headers: '*' }, [{ name: 'x-id', value: 'a' }], undefined],
    [{ origin: PAGE, headers: 'authorization' }, options.headers, missing('x-id')],
    [{ origin: PAGE }, [{ name: 'content-type', value: 'application/json' }], missing('content-type')],
    [{ origin: PAGE, headers: 'x-i' }, [{ name: "x'id", value: 'a' }], missing('a header')],
    [
      { origin: PAGE, credentials: 'true', headers: '*' },
      [...COOKIE, { name: 'x-id', value: 'a' }],
      missing('x-id'),
    ],
    [
      { origin: PAGE, headers: 'x-id' },
      [...COOKIE, { name: 'x-id', value: 'a' }],
      'the browser goes no further than OPTIONS. In the answer to it, Access-Control-Allow-Credentials is not true. Set "Access-Control-Allow-Credentials: true".',
    ],
    [
      { headers: 'x-id' },
      [{ name: 'x-id', value: 'a' }],
      `the browser goes no further than OPTIONS. In the answer to it, Access-Control-Allow-Origin is missing. ${SET_ORIGIN}`,
    ],
  ])('with the answer %j for %j', (headers, sent, message) => {
    expect(checkPreflight({ ...OPTIONS, headers: sent }, answer(headers, 204))).toEqual(
      message === undefined
        ? { result: 'ok', message: 'the page may send its headers' }
        : { result: 'fault', message },
    );
  });

  it.each([
    [199, false],
    [200, true],
    [299, true],
    [300, false],
    [404, false],
  ])('that is answered with %d is passed: %s', (status, passed) => {
    const headers = { origin: PAGE, headers: 'authorization, x-id' };
    expect(checkPreflight(options, answer(headers, status))).toEqual(
      passed
        ? { result: 'ok', message: 'the page may send its headers' }
        : {
            result: 'fault',
            message: `OPTIONS got ${status}, and the browser goes no further. Answer it with 204.`,
          },
    );
  });

  it('is needed only for headers that the page adds', () => {
    expect(checkPreflight({ ...OPTIONS, headers: COOKIE }, undefined)).toEqual({
      result: 'ok',
      message: 'not needed: the page adds no header',
    });
  });

  it('names the method and the headers, and sends no cookie', () => {
    const headers = [...options.headers, ...COOKIE, { name: 'host', value: 'a' }, { name: 'a', value: 'b' }];
    expect(preflightHeaders({ ...options, method: 'POST', headers })).toEqual([
      { name: 'host', value: 'a' },
      { name: 'origin', value: PAGE },
      { name: 'access-control-request-method', value: 'POST' },
      { name: 'access-control-request-headers', value: 'a,authorization,x-id' },
    ]);
  });
});

it.each([
  [
    'no origin',
    undefined,
    'not checked',
    'if the page is on another origin, use --origin https://www.example.com',
  ],
  ['the origin of the endpoint', 'https://api.example.com', 'ok', 'not needed: the page has the same origin'],
])('none of these is judged for %s', (_what, origin, result, message) => {
  const options = { ...OPTIONS, origin, headers: AUTHORIZATION };
  for (const verdict of [
    checkCors(options, answer({})),
    checkCorsWithCookies(options, answer({})),
    checkPreflight(options, answer({})),
  ]) {
    expect(verdict).toEqual({ result, message });
  }
});

it('none of these is judged without an answer', () => {
  const options = { ...OPTIONS, headers: AUTHORIZATION };
  const verdict = { result: 'not checked', message: 'there is no answer' };
  expect(checkCors(options, undefined)).toEqual(verdict);
  expect(checkCors(options, NO_ANSWER)).toEqual(verdict);
  expect(checkCorsWithCookies(options, NO_ANSWER)).toEqual(verdict);
  expect(checkPreflight(options, undefined)).toEqual(verdict);
});
