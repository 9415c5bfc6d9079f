// The JSON of a token's parts: an object, in UTF-8, without duplicate keys.

import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { CLAIMS, forge, HEADER } from '../support/forgery.js';
import { EXPECTED, inspect, linesOf } from './reports.js';

const LIBRARY_HINT = 'Create the token with a JWT library, and pass it on unchanged.';

describe('inspectWidgetToken', () => {
  it.each<[part: string, json: string | Buffer, problem: string]>([
    ['text', 'x', 'must be JSON in UTF-8.'],
    ['bytes that are not UTF-8', Buffer.from('{"alg":"\xff"}', 'latin1'), 'must be JSON in UTF-8.'],
    ['a byte order mark', '\ufeff{}', 'must be JSON in UTF-8.'],
    ['null', 'null', 'must be a JSON object.'],
    ['a string', '"alg"', 'must be a JSON object.'],
    ['an array', '[]', 'must be a JSON object.'],
    ['the same key twice', '{"a":1,"a":2}', 'must not have a key twice.'],
    ['the same key twice, once escaped', '{"a":1,"\\u0061":2}', 'must not have a key twice.'],
    ['the same key twice in a nested object', '{"a":[{"b":{},"c":"}","b":2}]}', 'must not have a key twice.'],
  ])('reports %s as the header or as the claims', async (_part, json, problem) => {
    expect(linesOf(await inspect(forge(json, CLAIMS)))).toEqual([
      `ERR_TOKEN_MALFORMED: header ${problem} ${LIBRARY_HINT}`,
    ]);
    expect(linesOf(await inspect(forge(HEADER, json)))).toEqual([
      `ERR_TOKEN_MALFORMED: claims ${problem} ${LIBRARY_HINT}`,
    ]);
  });
});

describe('verifyWidgetToken', () => {
  it('accepts the same key in two objects', async () => {
    const { sub, iat, exp } = CLAIMS;
    const token = forge(HEADER, {
      attributes: { sub: 'a', iat: 'b' },
      segmentAttributes: { sub: { ValueString: 'c' } },
      sub,
      iat,
      exp,
    });
    expect(await verifyWidgetToken(token, EXPECTED)).toHaveProperty('attributes', { sub: 'a', iat: 'b' });
  });

  it('accepts a value that is the same as a key, or that looks like JSON', async () => {
    const attributes = { a: 'a', b: '","b":"', c: '{"a":{', d: '\\', e: '"' };
    const token = forge(HEADER, { ...CLAIMS, attributes });
    expect(await verifyWidgetToken(token, EXPECTED)).toHaveProperty('attributes', attributes);
  });
});
