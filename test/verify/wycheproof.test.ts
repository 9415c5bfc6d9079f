// The vectors of Wycheproof for JSON Web Signatures: https://github.com/C2SP/wycheproof, file
// testvectors_v1/json_web_signature_test.json. The file is not in this repository. It is read from the folder
// `shared` beside it, and without that, these tests are skipped.

import type { webcrypto } from 'node:crypto';
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

/**
 * Invalid for Wycheproof, because of their padding, which the file has lost: both are the same string as 357,
 * which is valid.
 */
const SAME_AS_VALID = [367, 370];

/** Has HS256, with the public key of its group as the secret. */
const SIGNED_WITH_PUBLIC_KEY = 31;

/** The keys are bytes, so that only a CryptoKey can hold them. */
function importKey({ private: { k } }: Group): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('jwk', { kty: 'oct', k: k ?? '' }, algorithm, false, ['verify']);
}

const verifyUnchecked: (token: unknown, options: unknown) => Promise<unknown> = verifyWidgetToken as never;

/**
 * Whether the signature is accepted. verifyWidgetToken reads the claims only then, and refuses these, which are
 * not ours. It may throw nothing but a WidgetTokenError.
 */
async function isSignatureAccepted(token: unknown, secret: unknown): Promise<boolean> {
  const outcome = await verifyUnchecked(token, { widgetId: WIDGET_ID, secret }).catch(
    (error: unknown) => error,
  );
  if (!(outcome instanceof WidgetTokenError)) expect.fail('not refused with a WidgetTokenError');
  return outcome.issues.every(({ message }) => message.startsWith('claims must be JSON'));
}

describe.skipIf(!isThere)('the vectors of Wycheproof', () => {
  it('have three times the same token, once as a valid one', () => {
    const tokens = vectorsOf(isHs256).filter(([tcId]) => [357, ...SAME_AS_VALID].includes(tcId));
    expect(tokens.map(([, , { jws }]) => jws)).toEqual(Array(3).fill(tokens[0]?.[2].jws));
  });

  it('have groups with HS256 and with other algorithms', () => {
    expect(vectorsOf(isHs256).length).toBeGreaterThan(30);
    expect(vectorsOf((group) => !isHs256(group)).length).toBeGreaterThan(300);
  });

  it.each(vectorsOf(isHs256))('%d, with HS256: %s', async (tcId, _comment, { jws, result }, group) => {
    const secret = await importKey(group);
    const isValid = SAME_AS_VALID.includes(tcId) || (result === 'valid' && !NOT_BASE64URL.includes(tcId));
    expect(await isSignatureAccepted(jws, secret)).toBe(isValid);
    const { signature, issues } = await inspectWidgetToken(jws, { secret });
    // inspectWidgetToken reports a wrong encoding and continues.
    const isEncoded = !issues.some(({ message }) => message.includes('must be Base64url'));
    expect(signature === 'valid' && isEncoded).toBe(isValid);
  });

  it.each(vectorsOf((group) => !isHs256(group)))(
    '%d, with another algorithm: %s',
    async (tcId, _comment, { jws }) => {
      expect(await isSignatureAccepted(jws, SECRET)).toBe(false);
      const { header, signature, issues } = await inspectWidgetToken(jws, { secret: SECRET });
      const codes = issues.map(({ code }) => code);
      expect(signature).toBe(tcId === SIGNED_WITH_PUBLIC_KEY ? 'invalid' : 'unchecked');
      if (tcId === SIGNED_WITH_PUBLIC_KEY) expect(codes).toContain('ERR_TOKEN_SIGNATURE');
      else expect(codes).toContain(header === undefined ? 'ERR_TOKEN_MALFORMED' : 'ERR_TOKEN_ALGORITHM');
    },
  );
});
