// How the token is found in text: what begins where, and what only looks similar.

import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/cli/http-answer.js';
import { readHeaders } from '../../src/cli/pasted-headers.js';
import { readPasted } from '../../src/cli/pasted.js';
import { withoutFrame } from '../../src/cli/token-text.js';
import { findWithinText } from '../../src/cli/within-text.js';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';

const WITHIN = ['The token is within other text, which is not inspected.'];

/** What readPasted returns, or the message of its error. */
function read(text: string): unknown {
  try {
    return readPasted(text);
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the output of curl -v', () => {
  it('is read without what is not of the answer', () => {
    const output = [
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
      '                                 Dload  Upload   Total   Spent    Left  Speed',
      '* Connected to localhost',
      '> GET /token HTTP/1.1',
      '>',
      '< HTTP/1.1 200 OK',
      '<',
      '{ [180 bytes data]',
      '} [5 bytes data]',
      '100   180  100   180    0     0  30000      0 --:--:-- --:--:-- --:--:-- 36000',
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
      '                                 Dload  Upload   Total   Spent    Left  Speed',
      '{"x": "a < b", "time": "--:--:--"}',
      '{not of curl}',
      '* Closing connection',
    ];
    expect(readAnswer(output.join('\r\n'))).toEqual({
      status: 200,
      body: '{"x": "a < b", "time": "--:--:--"}\n{not of curl}',
    });
  });

  it('begins with its mark: an answer may contain the same text', () => {
    const json = `{\n"data": "${TOKEN}", "x": " < HTTP/1.1"\n}`;
    expect(read(`HTTP/1.1 200 OK\r\na: b\r\n\r\n${json}`)).toEqual({ token: TOKEN, notes: [] });
  });

  it('is not a text with a status line within it', () => {
    expect(read('see HTTP/1.1 404')).toEqual({ token: 'seeHTTP/1.1404', notes: [] });
  });
});

describe('a status', () => {
  const OTHER = 'It must answer 200 with {"data":"<token>"}.';
  const REDIRECT = 'It is a redirect: does the endpoint need a sign-in?';
  const SIGN_IN = 'Request it as a customer who is signed in.';

  it.each([
    [199, OTHER],
    [300, REDIRECT],
    [399, REDIRECT],
    [400, OTHER],
    [401, SIGN_IN],
    [403, SIGN_IN],
  ])('%d explains a body that is empty, and is told about a token', (status, fix) => {
    expect(read(`HTTP/1.1 ${status} x\r\n\r\n`)).toBe(
      `The endpoint answered ${status}. The body is empty. ${fix}`,
    );
    expect(read(`HTTP/1.1 ${status} x\r\n\r\n${TOKEN}`)).toEqual({
      token: TOKEN,
      notes: [`The endpoint answered ${status}. ${fix}`],
    });
  });

  it.each([401, 403])('%d says more than the words of API Gateway', (status) => {
    expect(read(`HTTP/1.1 ${status} x\r\n\r\n{"message":"x"}`)).toBe(
      `The endpoint answered ${status}. ${SIGN_IN}`,
    );
  });

  it.each([200, 299])('%d says nothing about a token', (status) => {
    expect(read(`HTTP/1.1 ${status} x\r\n\r\n${TOKEN}`)).toEqual({ token: TOKEN, notes: [] });
  });
});

describe('what was pasted', () => {
  it.each([
    ['http://example.com/token', /^This is a URL\./],
    ['HTTPS://example.com/token', /^This is a URL\./],
  ])('%j is a URL', (text, message) => {
    expect(read(text)).toMatch(message);
  });

  it.each([
    ['see https://example.com', 'seehttps://example.com'],
    ['[object Object]', '[object Object]'],
    ['Promise { <pending> }', 'Promise { <pending> }'],
    ['an [object Object]', 'an[objectObject]'],
    ['[object Object] x', '[objectObject]x'],
  ])('%j may be a token, for the inspection to refuse', (text, token) => {
    expect(read(text)).toEqual({ token, notes: [] });
  });

  it.each([`xb'${TOKEN}'`, `b'${TOKEN}'x`, `b'${TOKEN}"`])("%j is not Python's text of bytes", (text) => {
    expect(read(text)).toEqual({ token: TOKEN, notes: WITHIN });
  });

  it('is a token that is broken in its last part, and not only its first line', () => {
    expect(read(`${TOKEN.slice(0, -5)}\n${TOKEN.slice(-5)}`)).toEqual({ token: TOKEN, notes: [] });
  });
});

describe('a header with the token is', () => {
  it.each([
    ['after another one, with line feeds only', `Host: x\nAuthorization: Bearer ${TOKEN}\nAccept: y`],
    ['an option of curl without quotes', `-H Authorization: Bearer ${TOKEN}`],
    ['one with a space before its colon', `Authorization : Bearer ${TOKEN}`],
    ['one with a quote before its colon', `"Authorization": "Bearer ${TOKEN}"`],
    ['a cookie without a name', `Cookie: ${TOKEN}`],
    ['a cookie with a space before its colon', `Cookie : a=${TOKEN}`],
    ['a cookie in JSON', `"Cookie": "a=${TOKEN}"`],
    ['before one in JSON', `Authorization: Bearer ${TOKEN}\n"Host": "x"`],
    ['before one with a space before its colon', `Authorization: Bearer ${TOKEN}\nHost : x`],
  ])('%s', (_what, text) => {
    expect(readHeaders(text)).toEqual({ token: TOKEN, notes: [] });
  });

  it('one that is broken into lines, also if a line has a colon', () => {
    expect(readHeaders('Authorization: Bearer a\n (b c: d)')).toEqual({ token: 'a(bc:d)', notes: [] });
  });

  it.each([`X-Authorization: Bearer ${TOKEN}`, `X-Cookie: a=${TOKEN}`, `text ${TOKEN}`])('not %j', (text) => {
    expect(readHeaders(text)).toBeUndefined();
  });
});

describe('other text', () => {
  it('has a token', () => {
    expect(findWithinText(`see ${TOKEN}`)).toEqual({ token: TOKEN, notes: WITHIN });
  });

  it.each(['hello world', '( )', TOKEN, `${TOKEN};x`, 'see eyJhbGci…'])('%j has none', (text) => {
    expect(findWithinText(text)).toBeUndefined();
  });
});

it.each([
  ['Bearer a', 'a'],
  ['"a"', 'a'],
  [`x'y"z`, `x'y"z`],
  ['xBearer y', 'xBearery'],
])('the frame of %j is left out: %j', (text, rest) => {
  expect(withoutFrame(text)).toBe(rest);
});
