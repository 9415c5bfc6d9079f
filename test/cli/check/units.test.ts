// Small parts of check, where a server that shows the difference would be long.

import { gzipSync } from 'node:zlib';
import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { judgeLater } from '../../../src/cli/check/connection.js';
import { ok } from '../../../src/cli/check/finding.js';
import { foreignOrigins } from '../../../src/cli/check/foreign-origins.js';
import { readHeaders, secretsOf, toBytes } from '../../../src/cli/check/headers.js';
import { isThisMachine } from '../../../src/cli/check/options.js';
import { customerOf, readReply, type Reply } from '../../../src/cli/check/reply.js';
import { ask, type Answer } from '../../../src/cli/check/request.js';
import { checkOtherOrigins, checkStrangers } from '../../../src/cli/check/strangers.js';
import { checkToken } from '../../../src/cli/check/token.js';
import { send, serve } from './endpoint.js';

const answer = (given: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: new Map(),
  body: '',
  problem: undefined,
  startedAt: 0,
  endedAt: 0,
  ...given,
});

const reply = (claims: object | undefined, given: Partial<Answer> = {}): Reply => ({
  answer: answer(given),
  found: undefined,
  token: claims === undefined ? undefined : 'token',
  inspection: claims === undefined ? undefined : ({ claims, issues: [] } as never),
});

const NO_TOKEN = { result: 'not checked', message: 'there is no token' };

describe('the look-alike of a page', () => {
  it.each([
    ['https://www.example.com', 'https://www.example.com.notexample.com'],
    ['https://example.com', 'https://example.com.notexample.com'],
    ['https://10.example.com', 'https://10.example.com.notexample.com'],
    ['https://www.10x.com', 'https://www.10x.com.not10x.com'],
    ['http://localhost:3000', 'http://localhost.notlocalhost:3000'],
    ['http://127.0.0.1:8080', 'http://localhost.notlocalhost:8080'],
    ['http://10.0.0.25', 'http://localhost.notlocalhost'],
    ['http://[::1]:3000', 'http://localhost.notlocalhost:3000'],
  ])('%s is %s', (page, lookAlike) => {
    expect(foreignOrigins(page)).toEqual(['https://attacker.invalid', lookAlike, 'null']);
  });
});

it('the lines of a file of headers end with a line feed, and may be empty', async () => {
  const read = async (): Promise<string> => Promise.resolve('A: 1\n \nB: 2\r\n');
  expect(await readHeaders(['@file'], read)).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ]);
});

describe('a value of a header', () => {
  it('is sent in UTF-8', () => {
    expect(toBytes('é')).toBe('Ã©');
  });

  it('is hidden in pieces that overlap', () => {
    const value = Array.from({ length: 3000 }, (_, index) => String.fromCharCode(65 + (index % 50))).join('');
    const pieces = [value.slice(0, 1500), value.slice(1000, 2500), value.slice(2000)];
    expect(secretsOf([{ name: 'a', value }])).toEqual([...pieces, ...pieces]);
    expect(secretsOf([{ name: 'a', value: 'x' }])).toEqual(['x', 'x']);
  });
});

it.each([
  ['localhost', true],
  ['[::1]', true],
  ['127.0.0.1', true],
  ['127.10.20.255', true],
  ['x127.0.0.1', false],
  ['127.0.0.1.example.com', false],
])('%s is this machine: %s', (hostname, expected) => {
  expect(isThisMachine({ hostname } as never)).toBe(expected);
});

describe('a reply', () => {
  it('without an answer has nothing to read', async () => {
    const failure = { problem: 'TIMEOUT' };
    expect(await readReply(failure, inspectWidgetToken, {})).toEqual({
      answer: failure,
      found: undefined,
      token: undefined,
      inspection: undefined,
    });
  });

  it.each([
    [{}, []],
    [{ attributes: null }, []],
    [{ attributes: 'Jane' }, []],
    [
      { attributes: { a: 'b', c: 1 }, customerId: 'd' },
      [
        ['customerId', 'd'],
        ['attributes.a', 'b'],
      ],
    ],
  ])('with the claims %j names the customer by %j', (claims, pairs) => {
    expect([...customerOf(reply(claims))]).toEqual(pairs);
  });

  it('that is compressed may say so in capitals', async () => {
    const { url } = await serve((_seen, response) =>
      send(response, { headers: { 'content-encoding': ' GZIP ' }, body: gzipSync('text') }),
    );
    const got = await ask(new URL(url), { method: 'GET', headers: [], timeoutSeconds: 5 });
    expect(got).toMatchObject({ body: 'text', problem: undefined });
  });
});

describe('a later answer', () => {
  const judge = (): ReturnType<typeof ok> => ok('judged');
  const INCOMPLETE = { result: 'not checked', message: 'this request got no complete answer' };

  it.each([
    [{ problem: 'TIMEOUT' }, INCOMPLETE],
    [answer({ problem: 'CLOSED' }), INCOMPLETE],
    [answer({ status: 429 }), { result: 'not checked', message: 'this request was answered with 429' }],
    [answer({ status: 500 }), { result: 'not checked', message: 'this request was answered with 500' }],
    [answer({ status: 499 }), { result: 'ok', message: 'judged' }],
  ])('%j', (later, verdict) => {
    expect(judgeLater(later, judge)).toEqual(verdict);
  });
});

describe('other origins', () => {
  const ORIGIN = 'https://attacker.invalid';
  const headers = new Map([
    ['access-control-allow-origin', ORIGIN],
    ['access-control-allow-credentials', 'true'],
  ]);

  it('get no token if no one does', () => {
    expect(checkOtherOrigins(true, true, [])).toEqual(NO_TOKEN);
  });

  it('may read an answer without a token', () => {
    const foreign = [{ origin: ORIGIN, ...reply(undefined, { headers }) }];
    expect(checkOtherOrigins(true, true, foreign)).toEqual({
      result: 'ok',
      message: `none of these can read the token: ${ORIGIN}`,
    });
  });
});

describe('strangers', () => {
  const NO_CUSTOMER = { result: 'not checked', message: 'the token has no attributes and no customerId' };
  const jane = reply({ customerId: 'jane' });

  it('are not compared with a token without a customer, nor without a request', () => {
    expect(checkStrangers(true, reply({}), undefined, jane)).toEqual(NO_CUSTOMER);
    expect(checkStrangers(true, jane, undefined, undefined)).toEqual(NO_CUSTOMER);
  });

  it('get what a request without headers got', () => {
    expect(checkStrangers(false, jane, jane, undefined)).toEqual({
      result: 'warning',
      message:
        'without --header, the token has "customerId". If that is a customer\'s data, the endpoint does not look at who asks: answer 401 without a session.',
    });
    const needsHeader = "needs what identifies a customer: --header 'Cookie: NAME=VALUE'";
    expect(checkStrangers(false, reply({}), reply({}), undefined)).toEqual({
      result: 'not checked',
      message: needsHeader,
    });
  });

  it('get at most five names told', () => {
    const attributes = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 'x']));
    const same = reply({ attributes });
    expect(checkStrangers(true, same, undefined, same).message).toMatch(
      /^without --header, the token has the same "attributes\.a", "attributes\.b", "attributes\.c", "attributes\.d", "attributes\.e"\. /,
    );
  });
});

describe('the rules of a token', () => {
  const hidden = { hide: (text: string) => text, issues: [], notes: [] };

  it('are not checked without one', () => {
    expect(checkToken(reply(undefined), hidden)).toEqual(NO_TOKEN);
    expect(checkToken(reply({}), undefined)).toEqual(NO_TOKEN);
  });

  it('include a signature that is cut, but not one that is wrong', () => {
    const issue = (place: string): object => ({
      code: 'ERR_TOKEN_SIGNATURE',
      message: place,
      path: [place],
    });
    const inspection = { issues: [issue('token'), issue('signature')] };
    expect(checkToken({ ...reply({}), inspection: inspection as never }, hidden)).toMatchObject({
      result: 'fault',
      message: 'it breaks 1 rule:',
      issues: [issue('token')],
    });
  });
});
