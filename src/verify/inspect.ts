// inspectWidgetToken: every problem with any token. Unlike verifyWidgetToken it continues where a token is
// wrong, and tries common mistakes with the key.

import type { Issue } from '../errors.js';
import { addIssue, hideSecrets, throwIfAny } from '../lib/issues.js';
import { requireOptions } from '../lib/options.js';
import { requireWebCrypto } from '../lib/runtime.js';
import { checkExposure } from '../rules/exposure.js';
import { checkWidgetId } from '../rules/ids.js';
import {
  KEY_CHARACTERS,
  MAX_INSPECTED_CHARACTERS,
  MAX_MISTAKEN_KEYS,
  MAX_MISTAKEN_KEYS_IF_TOO_LARGE,
} from '../rules/limits.js';
import { checkSecret, keysOf, readSecrets, type CheckedSecret, type WidgetSecret } from '../rules/secret.js';
import { measureToken, type TokenLength } from '../rules/size.js';
import { checkSwapped, secretsOf } from '../rules/swapped.js';
import { checkDate } from '../rules/times.js';
import { checkClaims, checkUnknownClaims } from './claims.js';
import type { JsonObject } from './json.js';
import { mistakenKeys, notKeys, type MistakenKey } from './mistaken-keys.js';
import {
  algorithmOf,
  checkTokenText,
  isWholeSignature,
  NO_PARTS,
  readClaims,
  readHeader,
  splitToken,
  type TokenParts,
} from './parts.js';
import { findMistakenKey, findSigningKey } from './signature.js';

/** The options of {@link inspectWidgetToken}, all of which may be left out. */
export interface InspectWidgetTokenOptions {
  /** The widget's security key, or all of them. Without one, the signature is not checked. */
  readonly secret?: WidgetSecret | readonly WidgetSecret[] | undefined;
  /** The widget that the token should be for. */
  readonly widgetId?: string | undefined;
  /** The date for which the token is checked. Default: now. */
  readonly currentDate?: Date | undefined;
}

/**
 * What was found out about a token. The header and the claims are as they are in the token: customers' data.
 */
export interface Inspection {
  /** Undefined if it cannot be read. */
  readonly header: Readonly<Record<string, unknown>> | undefined;
  /** Undefined if they cannot be read. Do not trust them unless `signature` is `'valid'`. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** The size, compared with the most that the widget accepts. */
  readonly size: TokenLength;
  /** `'unchecked'` without a secret, or if the header's algorithm is not HS256. */
  readonly signature: 'valid' | 'invalid' | 'unchecked';
  /** If several secrets were passed and the signature is valid: which of them the token was signed with. */
  readonly secretIndex?: number | undefined;
  /** The seconds until the token expires: negative if it has expired, undefined if it does not say when. */
  readonly expiresInSeconds: number | undefined;
  /** Every problem, with its fix: at most 100. */
  readonly issues: readonly Issue[];
}

const OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  currentDate: undefined,
} as const satisfies Record<keyof InspectWidgetTokenOptions, undefined>;

/**
 * Lists every problem with a token, no matter what created it, and how to fix each. It recognizes common
 * mistakes: a lifetime of an hour, an expiry before the issue, quotes around the widget id, a number among
 * the attributes, `Attributes` with a capital letter, milliseconds, another algorithm, a key in the token, and
 * a key that was decoded, encoded or cut, or that has JSON, a name, quotes or a newline around it.
 *
 * @param token - The token, or what you got instead of one.
 * @param options - The key, to check the signature; the widget id; the date for which the token is checked.
 * @returns What could be read, and the issues. It never throws because of the token.
 * @throws `WidgetTokenError` if an option is invalid, or without WebCrypto.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/ts-cw.html
 *
 * @example
 * ```ts
 * import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
 *
 * const { issues } = await inspectWidgetToken('eyJhbGciOiJSUzI1NiJ9.e30.');
 * console.log(issues[0]?.message); // header["alg"] must be HS256, not RS256. …
 * ```
 */
export async function inspectWidgetToken(
  token: unknown,
  options: InspectWidgetTokenOptions = {},
): Promise<Inspection> {
  requireWebCrypto();
  const wrongOptions: Issue[] = [];
  const given = requireOptions(options, OPTIONS, wrongOptions);
  const hidden = secretsOf(given);
  const expected = checkSwapped(given, wrongOptions);
  const widgetId =
    expected.widgetId === undefined ? undefined : checkWidgetId(expected.widgetId, wrongOptions);
  const now = checkDate(given.currentDate, 'currentDate', wrongOptions);
  const issues: Issue[] = [];
  const secrets = expected.secret === undefined ? [] : checkSecrets(expected.secret, wrongOptions, issues);
  throwIfAny(wrongOptions, hidden);

  const text = checkTokenText(token, issues);
  const isReadable = typeof token === 'string' && text.length <= MAX_INSPECTED_CHARACTERS;
  const parts = isReadable ? splitToken(text, issues) : NO_PARTS;
  const header = readHeader(parts, issues);
  const claims = readClaims(parts, issues);
  const signature = await checkSignature(text, parts, header, secrets, [widgetId, claims?.sub], issues);
  const { exp } = checkClaims(claims, { widgetId, now, clockTolerance: 0 }, issues);
  if (claims !== undefined) checkUnknownClaims(claims, issues);
  for (const secret of secrets) {
    checkExposure(claims, [], secret.text, issues);
    checkExposure(header, ['header'], secret.text, issues);
  }
  return {
    header,
    claims,
    size: measureToken(text.length),
    ...signature,
    expiresInSeconds: Number.isNaN(exp) ? undefined : exp - now,
    issues: hideSecrets(issues, hidden),
  };
}

/** The secrets. A problem with a key is an issue of the token, as it may be the reason for the others. */
function checkSecrets(secret: unknown, wrongOptions: Issue[], issues: Issue[]): CheckedSecret[] {
  return readSecrets(secret, wrongOptions).map(({ secret: one, place }) => {
    const found: Issue[] = [];
    const checked = checkSecret(one, 'verify', place, found);
    (checked.key === '' ? wrongOptions : issues).push(...found);
    return checked;
  });
}

async function checkSignature(
  token: string,
  parts: TokenParts,
  header: JsonObject | undefined,
  secrets: readonly CheckedSecret[],
  widgetIds: readonly unknown[],
  issues: Issue[],
): Promise<Pick<Inspection, 'signature' | 'secretIndex'>> {
  if (secrets.length === 0 || header === undefined || algorithmOf(header) !== 'HS256') {
    return { signature: 'unchecked' };
  }
  // Its issue was added when the parts were read.
  if (!isWholeSignature(parts.signature)) return { signature: 'invalid' };
  const index = await findSigningKey(token, keysOf(secrets));
  if (index !== undefined) return { signature: 'valid', secretIndex: secrets.length > 1 ? index : undefined };
  const { fits } = measureToken(token.length);
  const max = fits ? MAX_MISTAKEN_KEYS : MAX_MISTAKEN_KEYS_IF_TOO_LARGE;
  const mistake = await findMistakenKey(token, parts.signature, mistakesWith(secrets, widgetIds, max));
  addIssue(issues, 'ERR_TOKEN_SIGNATURE', ['signature'], mistake?.problem ?? explainNotSigned(secrets));
  return { signature: 'invalid' };
}

/**
 * What was made of each key by mistake. The most frequent first, so that of several keys each is tried with
 * these.
 */
function* mistakesWith(
  secrets: readonly CheckedSecret[],
  widgetIds: readonly unknown[],
  max: number,
): Generator<MistakenKey> {
  yield* notKeys(widgetIds);
  let open = secrets.map(({ text }, index) => mistakenKeys(text, nameOf(index, secrets)));
  for (let tried = 0; open.length > 0 && tried < max; tried += open.length) {
    const next = open.map((mistakes) => ({ mistakes, result: mistakes.next() }));
    for (const { result } of next) if (result.done !== true) yield result.value;
    open = next.filter(({ result }) => result.done !== true).map(({ mistakes }) => mistakes);
  }
}

function nameOf(index: number, secrets: readonly CheckedSecret[]): string {
  return secrets.length === 1 ? 'key' : `key secret[${index}]`;
}

function explainNotSigned(secrets: readonly CheckedSecret[]): string {
  const which = secrets.length === 1 ? 'this key' : 'any of these keys';
  const problem = `was not made with ${which}, or the token was changed.`;
  for (const [index, { text }] of secrets.entries()) {
    const { length } = text.trim();
    if (length === 0 || length === KEY_CHARACTERS) continue;
    const key = secrets.length === 1 ? 'This key' : `secret[${index}]`;
    return `${problem} ${key} has ${length} characters, and Connect's keys have ${KEY_CHARACTERS}. Pass the whole key and nothing else.`;
  }
  return `${problem} Sign with the security key of this widget.`;
}
