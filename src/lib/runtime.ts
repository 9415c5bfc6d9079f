// What the place where a token is made must be, and must have.

import { WidgetTokenError } from '../errors.js';

const BROWSER =
  'createWidgetToken was called in a browser, where everyone can read the security key. Call it on your server, and fetch the token from there.';

const NO_WEBCRYPTO =
  'There is no WebCrypto here (crypto.subtle), or no TextEncoder and TextDecoder, and it takes these to sign or verify a token. In Jest or Vitest, put /** @jest-environment node */ at the top of the test file: jsdom does not have them. Elsewhere, use Node.js 20 or later, Deno, Bun or an edge runtime.';

/** The globals that tell one place from another; any of them may be missing. */
interface Globals {
  readonly window?: unknown;
  readonly document?: unknown;
  readonly process?: { readonly versions?: { readonly node?: unknown } };
  readonly crypto?: { readonly subtle?: unknown };
  readonly TextEncoder?: unknown;
  readonly TextDecoder?: unknown;
}

/** Throws in a web page: whoever reads it would have the key. */
export function refuseBrowser(): void {
  const globals = globalThis as Globals;
  if (globals.window === undefined || globals.document === undefined) return;
  // jsdom and happy-dom have a window and a document as well, but run in Node.js.
  if (globals.process?.versions?.node !== undefined) return;
  throw new WidgetTokenError([{ code: 'ERR_BROWSER', message: BROWSER, path: [] }]);
}

/** Throws where nothing can be signed or verified. */
export function requireWebCrypto(): void {
  if (hasWebCrypto()) return;
  throw new WidgetTokenError([{ code: 'ERR_NO_WEBCRYPTO', message: NO_WEBCRYPTO, path: [] }]);
}

function hasWebCrypto(): boolean {
  try {
    const { crypto, TextEncoder, TextDecoder } = globalThis as Globals;
    return crypto?.subtle !== undefined && TextEncoder !== undefined && TextDecoder !== undefined;
  } catch {
    // Where a platform does without, its getter may throw.
    return false;
  }
}

/** What is thrown when WebCrypto fails. Its own error is not ours, may hold what it was given, and goes no further. */
export function webCryptoFailed(task: 'sign' | 'verify'): WidgetTokenError {
  const message = `WebCrypto (crypto.subtle) would not ${task} with HMAC SHA-256 here. If the secret is a CryptoKey, pass the text of the security key instead; else see what has replaced globalThis.crypto.`;
  return new WidgetTokenError([{ code: 'ERR_NO_WEBCRYPTO', message, path: [] }]);
}
