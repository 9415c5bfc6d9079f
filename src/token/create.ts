// createWidgetToken: the claims, their size, the key, the signature, in that order. Everything is checked
// before anything is signed.

import { CompactSign } from 'jose/jws/compact/sign';
import type { Issue } from '../errors.js';
import { throwIfAny } from '../lib/issues.js';
import { cachedKey, importKey } from '../lib/key-cache.js';
import { requireOptions, type GivenOptions } from '../lib/options.js';
import { requireServer, requireWebCrypto, webCryptoFailed } from '../lib/runtime.js';
import { utf8Bytes } from '../lib/utf8.js';
import type { StringValues } from '../rules/attributes.js';
import { checkJsonExposure } from '../rules/exposure.js';
import { tokenCharacters } from '../rules/limits.js';
import { checkSecret } from '../rules/secret.js';
import { checkSwapped, secretsOf } from '../rules/swapped.js';
import { writeClaims } from './claims.js';
import { checkSize } from './estimate.js';
import { TOKEN_OPTIONS, type CreateWidgetTokenOptions, type TokenOption } from './options.js';

/**
 * Without a prototype, so that no one's `Object.prototype.toJSON` can change it. Not written as `__proto__:
 * null`, which V8 makes a dictionary: jose copies the header for each token, and copies a dictionary slowly.
 */
const HEADER = /* @__PURE__ */ Object.setPrototypeOf({ alg: 'HS256', typ: 'JWT' }, null) as { alg: string };

/**
 * Creates the token that opens an Amazon Connect widget with security enabled (chat, voice or video): a JSON
 * Web Token, signed with HS256. It keeps every rule that Connect documents. Otherwise it is refused here,
 * with an error that says why.
 *
 * Call it on a server, for a customer that the server knows. Do not cache the token.
 *
 * @param options - The widget id, its security key, and what to sign.
 * @returns The token: at most 3072 characters.
 * @throws {@link WidgetTokenError} with every problem in `issues`. It contains no value of an attribute and
 *   no 16 consecutive characters of the secret, so it is safe to log.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html
 *
 * @example
 * ```ts
 * import { createWidgetToken } from 'amazon-connect-widget-token';
 *
 * const token = await createWidgetToken({
 *   widgetId: process.env.CONNECT_WIDGET_ID,
 *   secret: process.env.CONNECT_SECRET,
 *   attributes: { name: 'Jane', memberId: '123456789' },
 * });
 * console.log(token); // eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…
 * ```
 */
export async function createWidgetToken<Attributes extends StringValues<Attributes> = Record<string, string>>(
  options: CreateWidgetTokenOptions<Attributes>,
): Promise<string> {
  requireServer();
  requireWebCrypto();
  const issues: Issue[] = [];
  const given = requireOptions(options, TOKEN_OPTIONS, issues);
  return signToken(given, issues);
}

/** Checks what was given, and signs it if there are no issues. */
export async function signToken(given: GivenOptions<TokenOption>, issues: Issue[]): Promise<string> {
  const options = checkSwapped(given, issues);
  const claims = writeClaims(options, issues);
  checkSize(claims, issues);
  const { key: secret, text } = checkSecret(options.secret, 'sign', ['secret'], issues);
  checkJsonExposure(claims.json, text, issues);
  throwIfAny(issues, secretsOf(given));

  try {
    const bytes = utf8Bytes(claims.json);
    const key = typeof secret === 'string' ? (cachedKey(secret) ?? (await importKey(secret))) : secret;
    const token = await new CompactSign(bytes).setProtectedHeader(HEADER).sign(key);
    // A WebCrypto that was replaced, as by a mock, may return something that is not a signature.
    if (token.length === tokenCharacters(bytes.length)) return token;
  } catch {
    // The error is not ours and may contain what was signed, so it is dropped.
  }
  throw webCryptoFailed('sign');
}
