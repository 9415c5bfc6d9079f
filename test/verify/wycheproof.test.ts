// The vectors of Wycheproof for JSON Web Signatures: https://github.com/C2SP/wycheproof, file
// testvectors_v1/json_web_signature_test.json. The file is not in this repository. It is read from the folder
// `shared` beside it, and without that, these tests are skipped.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const FILE = fileURLToPath(
  new URL('../../../shared/vectors/wycheproof/json_web_signature_test.json', import.meta.url),
);

interface Group {
  readonly comment: string;
  readonly private: { readonly alg?: string; readonly kty: string; readonly k?: string };
  readonly tests: readonly Vector[];
}

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  /** In the JSON serialization, an object. */
  readonly jws: unknown;
  readonly result: 'valid' | 'invalid';
}

const isThere = existsSync(FILE);

if (!isThere)
  console.warn('The vectors of Wycheproof are skipped: there is no folder ../shared/vectors/wycheproof.');

const groups: readonly Group[] = isThere
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { testGroups: Group[] }).testGroups
  : [];

/** Each vector of these groups, with its group. */
const vectorsOf = (isOf: (group: Group) => boolean): [number, string, Vector, Group][] =>
  groups
    .filter(isOf)
    .flatMap((group) =>
      group.tests.map((test): [number, string, Vector, Group] => [test.tcId, test.comment, test, group]),
    );

const isHs256 = ({ private: { alg } }: Group): boolean => alg === 'HS256';

/**
 * Valid for Wycheproof, although a character that is not Base64url was put into the header or the claims. RFC
 * 7515, section 5.2, requires that such a token is refused.
 */
const NOT_BASE64URL = [372, 373];

/** The keys are bytes, so that only a CryptoKey can hold them. */
function importKey({ private: { k } }: Group): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('jwk', { kty: 'oct', k: k ?? '' }, algorithm, false, ['verify']);
}

const verifyUnchecked: (token: unknown, options: unknown) => Promise<unknown> = verifyWidgetToken as never;

/** The codes with which a token is refused. It may throw nothing but a WidgetTokenError. */
async function codesOf(token: unknown, secret: unknown): Promise<string[]> {
  const outcome = await verifyUnchecked(token, { widgetId: WIDGET_ID, secret }).catch(
    (error: unknown) => error,
  );
  if (!(outcome instanceof WidgetTokenError)) expect.fail('not refused with a WidgetTokenError');
  return outcome.issues.map(({ code }) => code);
}

describe.skipIf(!isThere)('the vectors of Wycheproof', () => {
  it('have groups with HS256 and with other algorithms', () => {
    expect(vectorsOf(isHs256).length).toBeGreaterThan(30);
    expect(vectorsOf((group) => !isHs256(group)).length).toBeGreaterThan(300);
  });

  it.each(vectorsOf(isHs256))('%d, with HS256: %s', async (tcId, _comment, { jws, result }, group) => {
    const secret = await importKey(group);
    // Its claims are not ours, so verifyWidgetToken refuses it in any case.
    expect(await codesOf(jws, secret)).not.toEqual([]);
    const { signature, issues } = await inspectWidgetToken(jws, { secret });
    const codes = issues.map(({ code }) => code);
    if (result === 'valid' && !NOT_BASE64URL.includes(tcId)) {
      expect([signature, codes.includes('ERR_TOKEN_SIGNATURE')]).toEqual(['valid', false]);
      return;
    }
    expect(signature === 'valid' && !codes.includes('ERR_TOKEN_MALFORMED')).toBe(false);
    expect(codes.some((code) => /^ERR_TOKEN_(MALFORMED|ALGORITHM|SIGNATURE)$/.test(code))).toBe(true);
  });

  it.each(vectorsOf((group) => !isHs256(group)))(
    '%d, with another algorithm: %s',
    async (_id, _comment, { jws }) => {
      const [code] = await codesOf(jws, SECRET);
      expect(code).toMatch(/^ERR_TOKEN_(ALGORITHM|MALFORMED|TOO_LARGE|SIGNATURE)$/);
      const { signature } = await inspectWidgetToken(jws, { secret: SECRET });
      expect(signature).not.toBe('valid');
    },
  );
});
