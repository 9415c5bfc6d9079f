// inspectWidgetToken: everything that is wrong with any token, by name. Unlike verifyWidgetToken it reads on
// where a token is wrong, and tries the usual mistakes with the key.

import { requireWebCrypto } from '../lib/runtime.js';
import { throwIfAny, type Issue } from '../errors.js';
import { addFinding, type Finding } from './findings.js';
import { checkWidgetId } from '../rules/ids.js';
import { BYTES_PER_CHARACTER, MAX_TOKEN_BYTES } from '../rules/limits.js';
import { readOptions } from '../token/options.js';
import { checkSecret, readSecrets, type CheckedSecret, type WidgetSecret } from '../rules/secret.js';
import { isSignedWithAny } from './signature.js';
import type { TokenSize } from '../token/size.js';
import { checkDate } from '../rules/times.js';
import { checkTokenClaims, findUnknownClaims } from './claims.js';
import { algorithmOf, checkTokenText, NO_PARTS, readClaimsPart, readHeader, splitToken } from './parts.js';

/** What {@link inspectWidgetToken} takes; all of it may be left out. */
export interface InspectWidgetTokenOptions {
  /** The widget's security key, or all of them. Without one the signature is not checked. */
  readonly secret?: WidgetSecret | readonly WidgetSecret[] | undefined;
  /** The widget that the token should be for. */
  readonly widgetId?: string | undefined;
  /** The date to check for. Now if left out. */
  readonly currentDate?: Date | undefined;
}

/** What is known of a token. The header and the claims are as they stand in it: customers' data. */
export interface Inspection {
  /** Undefined if it cannot be read. */
  readonly header: Readonly<Record<string, unknown>> | undefined;
  /** Undefined if they cannot be read. Nobody vouches for them unless `signature` is `'valid'`. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** The size, against what the widget takes. */
  readonly size: Omit<TokenSize, 'bytesByAttribute'>;
  /** `'unchecked'` without a secret, or with a header that no secret fits. */
  readonly signature: 'valid' | 'invalid' | 'unchecked';
  /** What is left of its life, in seconds; negative if it has expired, undefined if it says nothing of it. */
  readonly expiresInSeconds: number | undefined;
  /** All that is wrong, up to a hundred issues, and what to do about it. */
  readonly issues: readonly Finding[];
}

const OPTIONS = { widgetId: undefined, secret: undefined, currentDate: undefined };

/** A token of this many characters is read, if only to say what is wrong with it; a longer one is no token. */
const MAX_READ_CHARACTERS = 100_000;

/**
 * Tells everything that is wrong with a token, whoever made it, and what to do about each. It knows the usual
 * mistakes by name: a life of an hour, an expiry before the issue, quotes around the widget id, a number among
 * the attributes, `Attributes` with a capital, milliseconds, another algorithm, a key that was decoded from Base64
 * or that has a newline.
 *
 * @param token - Whatever was found where a token should be.
 * @param options - The key, to check the signature; the widget id; the date to check for.
 * @returns What could be read, and the issues. It never throws for a token.
 * @throws `WidgetTokenError` if an option is wrong, or without WebCrypto.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/ts-cw.html
 *
 * @example
 * ```ts
 * import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
 *
 * const { issues } = await inspectWidgetToken('eyJhbGciOiJSUzI1NiJ9.e30.');
 * console.log(issues[0]?.message); // header["alg"] is RS256: Connect takes HS256 alone.
 * ```
 */
export async function inspectWidgetToken(
  token: unknown,
  options: InspectWidgetTokenOptions = {},
): Promise<Inspection> {
  requireWebCrypto();
  const issues: Issue[] = [];
  const given = readOptions(options, OPTIONS, issues);
  const widgetId = given.widgetId === undefined ? undefined : checkWidgetId(given.widgetId, issues);
  const now = checkDate(given.currentDate, 'currentDate', issues);
  const findings: Finding[] = [];
  const secrets = given.secret === undefined ? [] : checkKeys(given.secret, issues, findings);
  throwIfAny(issues, given.secret);

  const text = checkTokenText(token, findings);
  const readable = typeof token === 'string' && text.length <= MAX_READ_CHARACTERS;
  const parts = readable ? splitToken(text, findings) : NO_PARTS;
  const header = readHeader(parts, findings);
  const claims = readClaimsPart(parts, findings);
  const checkable = secrets.length > 0 && header !== undefined && algorithmOf(header) === 'HS256';
  const signature = checkable ? await checkSignature(text, secrets, findings) : 'unchecked';
  const { exp } = checkTokenClaims(claims, { widgetId, now, clockTolerance: 0 }, findings);
  if (claims !== undefined) findUnknownClaims(claims, findings);
  return {
    header,
    claims,
    size: sizeOf(text),
    signature,
    expiresInSeconds: Number.isNaN(exp) ? undefined : exp - now,
    issues: findings,
  };
}

/** The keys as they are, with what is wrong with them among the findings: it may be what went wrong. */
function checkKeys(secret: unknown, issues: Issue[], findings: Finding[]): CheckedSecret[] {
  return readSecrets(secret, issues).map(({ secret: one, place }) => {
    const found: Issue[] = [];
    const checked = checkSecret(one, 'verify', place, found);
    if (checked === '') issues.push(...found);
    else for (const issue of found) findings.push({ ...issue, hint: '' });
    return checked;
  });
}

async function checkSignature(
  token: string,
  secrets: readonly CheckedSecret[],
  findings: Finding[],
): Promise<'valid' | 'invalid'> {
  if (await isSignedWithAny(token, secrets)) return 'valid';
  for (const { keys, problem, hint } of secrets.flatMap(usualMistakes)) {
    if (!(await isSignedWithAny(token, keys))) continue;
    addFinding(findings, 'ERR_TOKEN_SIGNATURE', ['signature'], problem, hint);
    return 'invalid';
  }
  const problem = 'was not made with this key, or the token was changed.';
  const hint = 'Sign with the security key of this widget.';
  addFinding(findings, 'ERR_TOKEN_SIGNATURE', ['signature'], problem, hint);
  return 'invalid';
}

/** What else than the key a token may have been signed with, as public code shows. */
function usualMistakes(secret: CheckedSecret): { keys: CheckedSecret[]; problem: string; hint: string }[] {
  // A CryptoKey does not show its text.
  if (typeof secret !== 'string' && !ArrayBuffer.isView(secret)) return [];
  const text = typeof secret === 'string' ? secret : new TextDecoder().decode(secret);
  const key = text.trim();
  if (key === '') return [];
  return [
    {
      keys: [key],
      problem: 'holds if the white space around the key is removed.',
      hint: 'Trim the key where it is read.',
    },
    {
      keys: decodeBase64(key),
      problem: 'holds with the Base64-decoded key.',
      hint: 'Sign with the key as text, as Connect shows it.',
    },
    {
      keys: ['\n', '\r\n', '\r', ' '].map((end) => key + end),
      problem: 'holds with white space after the key.',
      hint: 'Trim the key where the token is signed.',
    },
    {
      keys: [`"${key}"`, `'${key}'`],
      problem: 'holds with quotes around the key.',
      hint: 'Remove the quotes where the token is signed.',
    },
  ];
}

function decodeBase64(key: string): Uint8Array<ArrayBuffer>[] {
  try {
    return [Uint8Array.from(atob(key), (byte) => byte.charCodeAt(0))];
  } catch {
    return [];
  }
}

function sizeOf(token: string): Inspection['size'] {
  const bytes = token.length * BYTES_PER_CHARACTER;
  const remainingBytes = MAX_TOKEN_BYTES - bytes;
  return {
    characters: token.length,
    bytes,
    maxBytes: MAX_TOKEN_BYTES,
    remainingBytes,
    fits: remainingBytes >= 0,
  };
}
