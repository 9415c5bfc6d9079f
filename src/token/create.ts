// createWidgetToken: the claims, their size, the key, the signature, in that order. Everything is
// checked before anything is signed.

import { CompactSign } from 'jose/jws/compact/sign';
import { readClaims } from './claims.js';
import { refuseBrowser, requireWebCrypto, webCryptoFailed } from '../lib/runtime.js';
import { throwIfAny, type Issue } from '../errors.js';
import {
  readOptions,
  TOKEN_OPTIONS,
  type GivenOptions,
  type TokenOption,
  type WidgetTokenClaimsOptions,
} from './options.js';
import { cachedKey, checkSecret, importKey, type WidgetSecret } from '../rules/secret.js';
import { checkSize, tokenCharacters } from './size.js';
import { utf8Bytes } from '../lib/utf8.js';

/** What {@link createWidgetToken} takes. */
export interface CreateWidgetTokenOptions extends WidgetTokenClaimsOptions {
  /**
   * The widget's security key, as the Connect console shows it: 44 characters, used as text and never
   * decoded from Base64. Or their UTF-8 bytes, or a `CryptoKey` for HMAC SHA-256 made of these.
   *
   * A text is imported once and its key kept; bytes are imported for each token.
   */
  readonly secret: WidgetSecret;
}

/**
 * Without a prototype, so that nobody's `Object.prototype.toJSON` has a say in it. Not by `__proto__: null`, which makes
 * a dictionary of it for V8: jose copies the header for each token, and a dictionary slowly.
 */
const HEADER = /* @__PURE__ */ Object.setPrototypeOf({ alg: 'HS256', typ: 'JWT' }, null) as { alg: string };

/**
 * Makes the token that opens an Amazon Connect widget with security enabled (chat, voice or video): a
 * JSON Web Token, signed with HS256. It is right by every rule that Connect documents, or it is
 * refused here, with an error that says why.
 *
 * Call it on a server, for a customer whom the server knows, and let nobody cache what it answers.
 *
 * @param options - The widget id, its security key, and what is to be signed.
 * @returns The token: at most 3072 characters.
 * @throws {@link WidgetTokenError} with everything that is wrong in `issues`. It holds no value of an
 *   attribute and no part of the secret, so it may be logged.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 *
 * @example
 * ```ts
 * import { createWidgetToken } from 'amazon-connect-widget-token';
 *
 * const token = await createWidgetToken({
 *   widgetId: process.env.CONNECT_WIDGET_ID ?? '',
 *   secret: process.env.CONNECT_SECRET ?? '',
 *   attributes: { name: 'Jane', memberId: '123456789' },
 * });
 * console.log(token); // eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…
 * ```
 */
// Not async itself, as a second promise around signToken's would cost more than all the checks.
export function createWidgetToken(options: CreateWidgetTokenOptions): Promise<string> {
  return signToken((issues) => readOptions(options, TOKEN_OPTIONS, issues));
}

/** Checks what is given, and signs it unless something is wrong. */
export async function signToken(read: (issues: Issue[]) => GivenOptions<TokenOption>): Promise<string> {
  refuseBrowser();
  requireWebCrypto();
  const issues: Issue[] = [];
  const given = read(issues);
  const claims = readClaims(given, issues);
  checkSize(claims, issues);
  const secret = checkSecret(given.secret, 'sign', ['secret'], issues);
  throwIfAny(issues, given.secret);

  try {
    const bytes = utf8Bytes(claims.json);
    const key = typeof secret === 'string' ? (cachedKey(secret) ?? (await importKey(secret))) : secret;
    const token = await new CompactSign(bytes).setProtectedHeader(HEADER).sign(key);
    // A WebCrypto that was replaced, as by a mock, may answer with what is no signature.
    if (token.length === tokenCharacters(bytes.length)) return token;
  } catch {
    // What it threw is not ours, may hold what it was given, and goes no further.
  }
  throw webCryptoFailed('sign');
}
