// What an answer is: its status, its type, and the token in it.

import { describe, expect, it } from 'vitest';
import { checkAnswer, checkContentType, checkStatus, findToken } from '../../../src/cli/check/answer.js';
import { ageOf, checkCache, checkNoStore, checkSecondAnswer } from '../../../src/cli/check/cache.js';
import { checkClock } from '../../../src/cli/check/clock.js';
import { checkConnection } from '../../../src/cli/check/connection.js';
import type { Reply } from '../../../src/cli/check/reply.js';
import type { Answer } from '../../../src/cli/check/request.js';
import { MAX_TIME_SECONDS } from '../../../src/rules/limits.js';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln';
const OTHER = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ5In0.c2ln';

const URL_OF_ENDPOINT = new URL('https://api.example.com/token');

const AT = Date.parse('2026-11-26T12:00:00.500Z');

function answer(given: Partial<Answer> & { named?: Record<string, string> } = {}): Answer {
  const { named = {}, ...others } = given;
  const headers = new Map(Object.entries(named));
  return { status: 200, headers, body: '', problem: undefined, startedAt: AT, endedAt: AT, ...others };
}

describe('the status', () => {
  const SIGN_IN = "Send what identifies a customer: --header 'Cookie: NAME=VALUE'.";
  const LOG = "Look at the server's log.";

  it.each([
    [199, false, `199. ${LOG}`],
    [200, false, undefined],
    [204, false, undefined],
    [299, false, undefined],
    [400, false, `400. ${LOG}`],
    [401, false, `401. ${SIGN_IN}`],
    [403, false, `403. ${SIGN_IN}`],
    [
      401,
      true,
      '401. The endpoint did not accept what was sent with --header: it may have expired. Copy it again.',
    ],
    [404, false, '404. Check the path.'],
    [
      405,
      false,
      "405. The endpoint does not answer this method. Amazon's snippet sends GET. If your page sends POST, use --method POST.",
    ],
    [429, false, '429. Wait, and check again.'],
    [500, false, `500. ${LOG}`],
  ])('%d, with a header: %s', (status, isIdentified, message) => {
    expect(checkStatus(answer({ status }), URL_OF_ENDPOINT, isIdentified)).toEqual(
      message === undefined ? { result: 'ok', message: String(status) } : { result: 'fault', message },
    );
  });

  const REST = `, which was not followed. Use the URL that answers with a token. If this is a sign-in: ${SIGN_IN}`;

  it.each([
    [300, undefined, `300, a redirect${REST}`],
    [302, '/login?code=1#x', `302, a redirect to https://api.example.com/login${REST}`],
    [307, 'https://id.example.com/a', `307, a redirect to https://id.example.com/a${REST}`],
    [399, 'https://', `399, a redirect${REST}`],
    // What follows the first name, or is percent-encoded, may be a secret.
    [302, '/login/jane?a', `302, a redirect to https://api.example.com/login${REST}`],
    [302, `/${'a'.repeat(30)}`, `302, a redirect to https://api.example.com/${'a'.repeat(30)}${REST}`],
    [302, `/${'a'.repeat(31)}`, `302, a redirect to https://api.example.com${REST}`],
    [302, '/Basic%20dXNlcjpwYXNz', `302, a redirect to https://api.example.com${REST}`],
    [302, '/Basic%20dXNlcjpwYXNz/login', `302, a redirect to https://api.example.com${REST}`],
    [302, '/\u001b[31m', `302, a redirect to https://api.example.com${REST}`],
  ])('%d to %j', (status, location, message) => {
    const given = answer({ status, named: location === undefined ? {} : { location } });
    expect(checkStatus(given, URL_OF_ENDPOINT, false)).toEqual({ result: 'fault', message });
  });
});

describe('the content type', () => {
  it.each([
    ['application/json', 'ok'],
    ['Application/JSON; charset=utf-8', 'ok'],
    ['application/json ;charset=utf-8', 'ok'],
    ['application/vnd.example.v1+json', 'ok'],
    ['application/jsonp', 'warning'],
    ['text/html', 'warning'],
    ['x-application/json', 'warning'],
  ])('%s: %s', (type, result) => {
    const { result: found, message } = checkContentType(
      answer({ body: 'x', named: { 'content-type': type } }),
    );
    expect(found).toBe(result);
    expect(message).toMatch(result === 'ok' ? /^JSON$/ : /^is not that of JSON\. Answer with /);
  });

  it('may be missing only without a body', () => {
    expect(checkContentType(answer({ body: 'x' }))).toEqual({
      result: 'warning',
      message: 'is missing. Answer with Response.json(), or res.json() in Express, which set it.',
    });
    expect(checkContentType(answer())).toEqual({
      result: 'not checked',
      message: 'the answer has no body',
    });
  });
});

describe('the body', () => {
  const ANSWER = 'Answer with {"data":"<token>"}.';
  const TWICE =
    '"data" is encoded twice: it contains JSON. Pass the token itself, not JSON.stringify(token).';
  const PROMISE = '"data" is {}, as JSON writes a Promise. Use await createWidgetToken().';

  const text = (data: string): string =>
    `"data" is the text "${data}", not a token. Use await createWidgetToken(), and pass its result as it is.`;

  it.each([
    ['', `it is empty. ${ANSWER}`, undefined],
    [' \n', `it is empty. ${ANSWER}`, undefined],
    [
      ' <!doctype html>',
      "it is a web page, not JSON. Does the endpoint need a sign-in? Send what identifies a customer: --header 'Cookie: NAME=VALUE'. Otherwise check the path.",
      undefined,
    ],
    ['Not found <b>', `it is not JSON. ${ANSWER}`, undefined],
    [`${TOKEN}\n`, `it is only a token. The snippet reads JSON: answer with {"data":"<token>"}.`, TOKEN],
    [`x${TOKEN}`, `it is not JSON. ${ANSWER}`, undefined],
    [`${TOKEN} x`, `it is not JSON. ${ANSWER}`, undefined],
    ['null', `it is JSON, but null. ${ANSWER}`, undefined],
    ['1', `it is JSON, but number. ${ANSWER}`, undefined],
    [`["${TOKEN}"]`, `it is JSON, but Array. ${ANSWER}`, TOKEN],
    [
      JSON.stringify(JSON.stringify({ data: TOKEN })),
      'it is encoded twice: the JSON is only a string. Pass the object itself to res.json(), not the string of JSON.stringify().',
      TOKEN,
    ],
    [
      '{}',
      'it is {}, as JSON writes { data: undefined }: the token is undefined. Use await createWidgetToken(), and return its result.',
      undefined,
    ],
    [
      '{"a":1}',
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      undefined,
    ],
    [
      `{"a":"${TOKEN}"}`,
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      TOKEN,
    ],
    ...['token', 'jwt', 'access_token', 'accessToken', 'id_token', 'idToken', 'body', 'result'].map(
      (name) => [
        JSON.stringify({ [name]: TOKEN }),
        `the token is in "${name}", and the snippet reads "data". Rename it: {"data":"<token>"}.`,
        TOKEN,
      ],
    ),
    [
      JSON.stringify({ statusCode: 200, body: JSON.stringify({ data: TOKEN }) }),
      'it is what a Lambda function returns. In API Gateway, turn on "Lambda proxy integration".',
      TOKEN,
    ],
    [
      JSON.stringify({ statusCode: 200 }),
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      undefined,
    ],
    [
      '{"__proto__":{"data":"x"}}',
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      undefined,
    ],
    ['{"data":{}}', PROMISE, undefined],
    [`{"data":{"token":"${TOKEN}"}}`, `"data" must be a string, not object. ${ANSWER}`, TOKEN],
    ['{"data":[]}', `"data" must be a string, not Array. ${ANSWER}`, undefined],
    ['{"data":null}', `"data" must be a string, not null. ${ANSWER}`, undefined],
    ['{"data":1}', `"data" must be a string, not number. ${ANSWER}`, undefined],
    [
      '{"data":""}',
      '"data" is empty. Look at the server\'s log, and answer with a token or a status 500.',
      undefined,
    ],
    ...['undefined', 'null', '[object Promise]', '[object Object]'].map((data) => [
      JSON.stringify({ data }),
      text(data),
      undefined,
    ]),
    [JSON.stringify({ data: JSON.stringify(TOKEN) }), TWICE, TOKEN],
    [JSON.stringify({ data: ` ${JSON.stringify({ data: TOKEN })}` }), TWICE, TOKEN],
    [JSON.stringify({ data: `[1]` }), TWICE, undefined],
    [JSON.stringify({ data: `{` }), TWICE, undefined],
    [
      JSON.stringify({ tokens: [TOKEN, OTHER] }),
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      undefined,
    ],
    [
      JSON.stringify({ a: TOKEN, b: [TOKEN] }),
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      TOKEN,
    ],
    [
      JSON.stringify({ a: [[TOKEN]] }),
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      TOKEN,
    ],
    [
      JSON.stringify({ a: [[[TOKEN]]] }),
      'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.',
      undefined,
    ],
  ])('%j', (body, message, token) => {
    expect(findToken(answer({ body: String(body) }))).toEqual({
      verdict: { result: 'fault', message },
      token,
    });
  });

  it.each([[TOKEN], ['not a token'], [`Bearer ${TOKEN}`], [`${TOKEN} ${TOKEN}`], ['undefined!'], ['x{}']])(
    'with the string %j in "data" is for the rules of the token',
    (data) => {
      expect(findToken(answer({ body: JSON.stringify({ data, more: 1 }) }))).toEqual({
        verdict: { result: 'ok', message: 'JSON with a string in "data", as the snippet reads it' },
        token: data,
      });
    },
  );

  it('with a status that says why there is no token has no fault of its own', () => {
    for (const status of [199, 302, 401, 500]) {
      expect(findToken(answer({ status, body: '{"error":"x"}' }))).toEqual({
        verdict: { result: 'not checked', message: 'there is no token' },
        token: undefined,
      });
    }
    expect(findToken(answer({ status: 401, body: JSON.stringify({ token: TOKEN }) })).verdict.result).toBe(
      'fault',
    );
  });

  it('is not judged if it is not complete', () => {
    expect(findToken(answer({ problem: 'TIMEOUT' }))).toEqual({
      verdict: { result: 'not checked', message: 'the answer is not complete' },
      token: undefined,
    });
  });

  it('of a million members, or nested a hundred thousand times, is searched in no time', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const wide = `{"a":[${'[],'.repeat(300_000)}"${TOKEN}"]}`;
    const start = performance.now();
    expect(findToken(answer({ body: deep })).token).toBeUndefined();
    expect(findToken(answer({ body: wide })).token).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the headers about caches', () => {
  it.each([
    ['no-store', 'ok'],
    ['private, No-Store', 'ok'],
    ['no-store,max-age=0', 'ok'],
    ['no-cache', 'fault'],
    ['x-no-store', 'fault'],
    ['', 'fault'],
  ])('Cache-Control: %s: %s', (value, result) => {
    expect(checkNoStore(answer({ named: { 'cache-control': value } })).result).toBe(result);
  });

  it.each([
    ['x-accel-expires', '0', 'ok'],
    ['x-accel-expires', '60', 'fault'],
    ['x-accel-expires', 'no-store', 'fault'],
    ['surrogate-control', 'no-store', 'ok'],
    ['surrogate-control', '0', 'fault'],
  ])('%s: %s: %s', (name, value, result) => {
    const headers = { 'cache-control': 'no-store', [name]: value };
    expect(checkNoStore(answer({ named: headers })).result).toBe(result);
  });

  it('must have Cache-Control', () => {
    expect(checkNoStore(answer())).toEqual({
      result: 'fault',
      message:
        'a browser, a CDN or a proxy may keep the answer and give it to the next customer. Set the header "Cache-Control: no-store".',
    });
    expect(checkNoStore(answer({ named: { 'cache-control': 'no-store' } })).message).toBe(
      'nothing may keep the answer',
    );
  });

  const FIX = 'Tell the CDN or the proxy not to cache this path, and answer with "Cache-Control: no-store".';

  it.each([
    ['Age', '1'],
    ['X-Cache', 'HIT'],
    ['X-Cache', 'Hit from cloudfront'],
    ['X-Cache', 'RefreshHit from cloudfront'],
    ['X-Cache', 'TCP_MEM_HIT'],
    ['X-Cache', 'MISS, HIT'],
    ['X-Cache-Status', 'STALE'],
    ['CF-Cache-Status', 'REVALIDATED'],
    ['CF-Cache-Status', 'UPDATING'],
    ['X-Vercel-Cache', 'HIT'],
    ['X-Proxy-Cache', 'HIT'],
    ['Cache-Status', 'ExampleCache; hit'],
  ])('%s: %s is a fault, in either answer', (name, value) => {
    const found = answer({ named: { [name.toLowerCase()]: value } });
    const verdict = { result: 'fault', message: `an answer came from a cache, says ${name}. ${FIX}` };
    expect(checkCache([found, undefined])).toEqual(verdict);
    expect(checkCache([answer(), found])).toEqual(verdict);
    expect(checkCache([found, found])).toEqual(verdict);
  });

  it('are all named', () => {
    const both = answer({ named: { age: '7', 'x-cache': 'HIT' } });
    expect(checkCache([both]).message).toContain(', says Age and X-Cache. ');
  });

  it.each([
    ['Age', '0'],
    ['Age', '1 day'],
    ['Cache-Status', 'ExampleCache; fwd=stale; stored'],
    ['Cache-Status', 'ExampleCache; fwd=no-hit'],
    ['Age', 'x1'],
    ['X-Cache', 'Miss from cloudfront'],
    ['CF-Cache-Status', 'DYNAMIC'],
    ['Cache-Status', 'ExampleCache; fwd=miss; ttl=5'],
    ['X-Cache', 'white'],
    ['X-Other', 'HIT'],
  ])('%s: %s is not a fault', (name, value) => {
    expect(checkCache([answer({ named: { [name.toLowerCase()]: value } }), { problem: 'TIMEOUT' }])).toEqual({
      result: 'ok',
      message: 'no header says that an answer came from a cache',
    });
  });
});

describe('Age', () => {
  it.each([
    ['7', 7],
    ['0', 0],
    ['999999999', 999_999_999],
    ['1999999999', 0],
    ['x1', 0],
    ['1x', 0],
    ['', 0],
  ])('%j is %d s', (age, seconds) => {
    expect(ageOf(new Map([['age', age]]))).toBe(seconds);
  });

  it('that is missing is 0 s', () => {
    expect(ageOf(new Map())).toBe(0);
  });
});

it('there is no second answer without a first token', () => {
  const reply = { answer: answer(), found: undefined, token: undefined, inspection: undefined };
  expect(checkSecondAnswer(reply, undefined)).toEqual({
    result: 'not checked',
    message: 'the first answer has no token to compare with',
  });
});

describe('an answer shows the key', () => {
  // Fewer than 16 characters are between two that are encoded.
  const KEY = `${'Ab1/Cd2+'.repeat(5)}Ab1=`;
  const reply = (given: Parameters<typeof answer>[0]): Reply => ({ answer: answer(given) }) as never;
  const FAULT = {
    result: 'fault',
    message: expect.stringMatching(/^an answer contains characters/) as unknown,
  };

  it.each([
    KEY,
    KEY.replaceAll('/', '\\/'),
    encodeURIComponent(KEY),
    encodeURIComponent(KEY).replace(/%../g, (encoded) => encoded.toLowerCase()),
  ])('in its body or a header: %j', (text) => {
    const right = reply({});
    expect(checkAnswer(right, [right, reply({ body: `a ${text} b` })], KEY)).toEqual(FAULT);
    expect(checkAnswer(right, [right, reply({ named: { 'x-key': text } })], KEY)).toEqual(FAULT);
  });

  it('but not otherwise, and not if there is no answer', () => {
    const failed = { answer: { problem: 'TIMEOUT' } } as never;
    expect(checkAnswer(failed, [failed, reply({ body: 'Ab1/Cd2' })], KEY)).toEqual({
      result: 'not checked',
      message: 'there is no answer',
    });
  });
});

describe('the clock', () => {
  const NOW = AT / 1000;
  const reply = (iat: unknown): Reply => ({ inspection: { claims: { iat } } }) as never;
  const dated = (seconds: number | undefined, more: Record<string, string> = {}): Answer =>
    answer({
      named: seconds === undefined ? more : { date: new Date(seconds * 1000).toUTCString(), ...more },
      startedAt: AT - 2000,
      endedAt: AT,
    });

  const RIGHT = { result: 'ok', message: "the times of the answer agree with this machine's clock" };
  const NTP = "this machine's clock. Synchronize both clocks with NTP.";
  const ASKED = "this machine's clock. Create the token when it is asked for, with iat from Date.now().";

  it.each([
    ['both now', NOW - 0.5, NOW - 0.5, RIGHT],
    ['the end of this second', NOW + 0.5, NOW + 0.5, RIGHT],
    ['a second too fast', NOW + 1.5, NOW, `the server's Date is 2 s ahead of ${NTP}`],
    ['an iat that is too fast', NOW - 0.5, NOW + 1.5, `the token's iat is 2 s ahead of ${ASKED}`],
    ['ten minutes fast', NOW + 599.5, NOW + 599.5, `the server's Date is 600 s ahead of ${NTP}`],
    ['half a minute slow', NOW - 32.5, NOW - 32.5, RIGHT],
    ['more than half a minute slow', NOW - 33.5, NOW, `the server's Date is 31 s behind ${NTP}`],
    ['an iat that is too slow', NOW - 0.5, NOW - 33.5, `the token's iat is 31 s behind ${ASKED}`],
    ['no Date', undefined, NOW + 599.5, `the token's iat is 600 s ahead of ${NTP}`],
    ['no Date, and a right iat', undefined, NOW - 0.5, RIGHT],
    ['no iat', NOW - 0.5, undefined, RIGHT],
    ['an iat in milliseconds', NOW - 0.5, AT, RIGHT],
    ['an iat as a string', NOW - 0.5, '5', RIGHT],
    ['an iat long before', NOW - 0.5, -1e300, RIGHT],
    [
      'neither',
      undefined,
      undefined,
      { result: 'not checked', message: 'there is neither a Date header nor an iat' },
    ],
  ])('%s', (_what, date, iat, expected) => {
    const verdict = typeof expected === 'string' ? { result: 'fault', message: expected } : expected;
    expect(checkClock(reply(iat), dated(date))).toEqual(verdict);
  });

  it.each([
    [0, undefined],
    [1, '1 s ahead of'],
    [-30, undefined],
    [-31, '30 s behind'],
  ])('%d s, in an answer that took no time, is told as %j', (seconds, told) => {
    const time = AT - 500;
    const named = { date: new Date(time + 1000 * seconds).toUTCString() };
    const { message } = checkClock(reply(undefined), answer({ named, startedAt: time, endedAt: time }));
    expect(message).toBe(told === undefined ? RIGHT.message : `the server's Date is ${told} ${NTP}`);
  });

  it('does not compare an iat that is not a time', () => {
    expect(checkClock(reply(MAX_TIME_SECONDS), dated(NOW - 0.5))).toEqual(RIGHT);
  });

  it('is not blamed for a cache, which says for how long it has kept the answer', () => {
    expect(checkClock(reply(undefined), dated(NOW - 100.5, { age: '100' }))).toEqual(RIGHT);
  });
});

describe('a failed connection', () => {
  const explain = (problem: string): string => checkConnection({ problem }, 7).message;

  it.each([
    ['ECONNREFUSED', 'no server listens there. Start the server, and check the host and the port.'],
    ['ENOTFOUND', 'there is no host with this name. Check the spelling, and the DNS entry.'],
    ['EAI_AGAIN', 'the name of the host cannot be looked up. Check your network.'],
    ['EHOSTUNREACH', 'the host cannot be reached. Check your network, and the address.'],
    ['ENETUNREACH', 'the host cannot be reached. Check your network, and the address.'],
    ['ETIMEDOUT', 'the host cannot be reached. Check your network, and the address.'],
    ['ECONNRESET', /^the server closed the connection before the answer was complete\. Look at /],
    ['EPIPE', /^the server closed the connection before the answer was complete\. Look at /],
    ['CLOSED', /^the server closed the connection before the answer was complete\. Look at /],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /^the certificate is self-signed, /],
    ['SELF_SIGNED_CERT_IN_CHAIN', /^the certificate is self-signed, /],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /^the certificate is from an issuer that is not known\. Configure /],
    ['UNABLE_TO_GET_ISSUER_CERT', /^the certificate is from an issuer that is not known\. Configure /],
    [
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      /^the certificate is from an issuer that is not known\. Configure /,
    ],
    ['CERT_HAS_EXPIRED', 'the certificate has expired. Renew it.'],
    ['CERT_NOT_YET_VALID', "the certificate is not valid yet. Check this machine's clock."],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host. Use the host that it names.'],
    ['EPROTO', 'the server does not speak TLS there. Check the port, or use http:// on this machine.'],
    [
      'HPE_INVALID_HEADER_TOKEN',
      'the answer is not valid HTTP: a header has a wrong name, or contradicts another. If the port is one for TLS, use https://.',
    ],
    ['HPE_HEADER_OVERFLOW', 'the answer has more than 16 kB of headers. Send fewer cookies.'],
    ['TOO_LARGE', 'the body has more than 1 MB. Answer only {"data":"<token>"}.'],
    ['COMPRESSION', /^the body is compressed in a way that was not asked for\. Send it uncompressed/],
    [
      'TIMEOUT',
      "the answer was not complete after 7 s. Look at the server's log, or wait longer with --timeout SECONDS.",
    ],
    ['ERR_OTHER_1', "the request failed (ERR_OTHER_1). Look at the server's log."],
    ['a code\n', "the request failed. Look at the server's log."],
    [`E${'X'.repeat(40)}`, "the request failed. Look at the server's log."],
    [' EX', "the request failed. Look at the server's log."],
  ])('with %j is explained', (problem, message) => {
    expect(explain(problem)).toMatch(message);
    if (typeof message === 'string') expect(explain(problem)).toBe(message);
  });
});
