// inspectWidgetToken: every problem with any token. Unlike verifyWidgetToken it continues where a token is
// wrong, and tries common mistakes with the key.

import type { Issue } from '../errors.js';
import { addIssue, hideSecrets, throwIfAny } from '../lib/issues.js';
import { requireOptions } from '../lib/options.js';
import { requireWebCrypto } from '../lib/runtime.js';
import { checkExposure } from '../rules/exposure.js';
import { checkWidgetId } from '../rules/ids.js';
import { MAX_INSPECTED_CHARACTERS } from '../rules/limits.js';
import {
  checkSecret,
  keysOf,
  readSecrets,
  type CheckedSecret,
  type Key,
  type WidgetSecret,
} from '../rules/secret.js';
import { measureToken, type TokenLength } from '../rules/size.js';
import { checkSwapped, secretsOf } from '../rules/swapped.js';
import { withoutSpaceAndQuotes } from '../rules/text.js';
import { checkDate } from '../rules/times.js';
import { checkClaims, checkUnknownClaims } from './claims.js';
import type { JsonObject } from './json.js';
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
import { isSignedWithAny } from './signature.js';

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
 * the attributes, `Attributes` with a capital letter, milliseconds, another algorithm, a key that was decoded
 * from Base64 or has a newline at its end, a key in the token.
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
  const signature = await checkSignature(text, parts, header, secrets, issues);
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
    signature,
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
  issues: Issue[],
): Promise<Inspection['signature']> {
  if (secrets.length === 0 || header === undefined || algorithmOf(header) !== 'HS256') return 'unchecked';
  // Its issue was added when the parts were read.
  if (!isWholeSignature(parts.signature)) return 'invalid';
  if (await isSignedWithAny(token, keysOf(secrets))) return 'valid';
  const problem = (await findMistake(token, secrets)) ?? NOT_SIGNED;
  addIssue(issues, 'ERR_TOKEN_SIGNATURE', ['signature'], problem);
  return 'invalid';
}

const NOT_SIGNED =
  'was not made with this key, or the token was changed. Sign with the security key of this widget.';

async function findMistake(token: string, secrets: readonly CheckedSecret[]): Promise<string | undefined> {
  for (const { keys, problem } of secrets.flatMap(commonMistakes)) {
    if (await isSignedWithAny(token, keys)) return problem;
  }
  return undefined;
}

/** What public code signs with instead of the key. */
function commonMistakes({ text }: CheckedSecret): { keys: Key[]; problem: string }[] {
  const key = withoutSpaceAndQuotes(text);
  if (key === '') return [];
  return [
    {
      keys: [key],
      problem:
        'is valid with the key without the white space or quotes around it. Remove them where you read the key.',
    },
    {
      keys: decodeBase64(key),
      problem: 'is valid with the Base64-decoded key. Sign with the key as text, as Connect shows it.',
    },
    {
      keys: ['\n', '\r\n', '\r', ' '].map((end) => key + end),
      problem: 'is valid with white space after the key. Use secret.trim() where you sign the token.',
    },
    {
      keys: [`"${key}"`, `'${key}'`],
      problem: 'is valid with quotes around the key. Remove the quotes where you sign the token.',
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
