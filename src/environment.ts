// What the place where a token is made must be, and must have.

import { WidgetTokenError } from './errors.js';

const BROWSER =
  'createWidgetToken was called in a browser, where everyone can read the security key. Call it on your server, and fetch the token from there.';

const NO_WEBCRYPTO =
  'There is no WebCrypto here (crypto.subtle), which signs the token. In Jest, put /** @jest-environment node */ at the top of the test file: its jsdom has none. Elsewhere, use Node.js 20 or later, Deno, Bun or an edge runtime.';

/** The globals that tell one place from another; any of them may be missing. */
interface Globals {
  readonly window?: unknown;
  readonly document?: unknown;
  readonly process?: { readonly versions?: { readonly node?: unknown } };
  readonly crypto?: { readonly subtle?: unknown };
}

/** Throws if no token can or should be made here. */
export function checkEnvironment(): void {
  const { window, document, process, crypto } = globalThis as Globals;
  // jsdom and happy-dom have a window and a document as well, but run in Node.js.
  if (window !== undefined && document !== undefined && process?.versions?.node === undefined) {
    throw new WidgetTokenError([{ code: 'ERR_BROWSER', message: BROWSER, path: [] }]);
  }
  if (crypto?.subtle === undefined) {
    throw new WidgetTokenError([{ code: 'ERR_NO_WEBCRYPTO', message: NO_WEBCRYPTO, path: [] }]);
  }
}
