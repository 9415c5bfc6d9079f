// What the runtime must be, and what it must have.

import { WidgetTokenError } from '../errors.js';

const BROWSER =
  'createWidgetToken must run on a server: in a browser, anyone can read the security key. Let the page fetch the token.';

const NO_WEBCRYPTO =
  'WebCrypto (crypto.subtle), TextEncoder or TextDecoder is missing. In Jest or Vitest, put /** @jest-environment node */ at the top of the test file. Otherwise, use Node.js 20 or later, Deno, Bun or an edge runtime.';

/** The globals that identify a runtime. Any of them may be missing. */
interface Globals {
  readonly window?: unknown;
  readonly document?: unknown;
  readonly process?: { readonly versions?: { readonly node?: unknown } };
  readonly crypto?: { readonly subtle?: unknown };
  readonly TextEncoder?: unknown;
  readonly TextDecoder?: unknown;
}

/** Throws in a web page, where anyone who reads the source would have the key. */
export function requireServer(): void {
  const globals = globalThis as Globals;
  if (globals.window === undefined || globals.document === undefined) return;
  // jsdom and happy-dom have a window and a document too, but run in Node.js.
  if (globals.process?.versions?.node !== undefined) return;
  throw new WidgetTokenError([{ code: 'ERR_BROWSER', message: BROWSER, path: [] }]);
}

/** Throws if the runtime cannot sign or verify. */
export function requireWebCrypto(): void {
  if (hasWebCrypto()) return;
  throw new WidgetTokenError([{ code: 'ERR_NO_WEBCRYPTO', message: NO_WEBCRYPTO, path: [] }]);
}

function hasWebCrypto(): boolean {
  try {
    const { crypto, TextEncoder, TextDecoder } = globalThis as Globals;
    return crypto?.subtle !== undefined && TextEncoder !== undefined && TextDecoder !== undefined;
  } catch {
    // On a platform without it, the getter may throw.
    return false;
  }
}

/**
 * The error for a WebCrypto that fails. WebCrypto's own error may contain what it was given, so it is
 * dropped.
 */
export function webCryptoFailed(task: 'sign' | 'verify'): WidgetTokenError {
  const message = `WebCrypto (crypto.subtle) could not ${task} with HMAC SHA-256. If the secret is a CryptoKey, pass the security key as a string. Otherwise, check what has replaced globalThis.crypto.`;
  return new WidgetTokenError([{ code: 'ERR_NO_WEBCRYPTO', message, path: [] }]);
}
