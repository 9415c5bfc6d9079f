// The options of the three handlers. They differ only in what a server passes, which is what the functions
// among the options receive.

import type { Issue } from '../errors.js';
import { addIssue, throwIfAny } from '../lib/issues.js';
import { listOptions, requireOptions, type FixUnknown } from '../lib/options.js';
import { typeName } from '../lib/untrusted.js';
import type { WidgetSecret } from '../rules/secret.js';
import { secretsOf } from '../rules/swapped.js';
import { checkExpiresIn } from '../rules/times.js';
import type { WidgetTokenClaimsOptions } from '../token/options.js';
import type { TokenRequest, TokenResponse } from './fetch.js';
import { checkOrigins } from './origins.js';

/** What is signed for the customer who sent the request. */
export type TokenHandlerClaims = Pick<
  WidgetTokenClaimsOptions,
  'attributes' | 'customerId' | 'relatedContactId' | 'segmentAttributes'
>;

/**
 * What `claims` may return: what to sign, or a `Response` that is sent instead. `claims` may also throw the
 * `Response`.
 */
export type TokenHandlerReturn = TokenHandlerClaims | TokenResponse;

/**
 * The options of the three handlers. They differ only in what the server passes.
 *
 * @typeParam Req - The first argument that the server passes, such as a `Request`.
 * @typeParam Context - Its further arguments.
 * @typeParam Answered - What `claims` may return, besides {@link TokenHandlerReturn}, if it has answered itself.
 */
export interface TokenHandlerOptions<
  Req = TokenRequest,
  Context extends readonly unknown[] = [],
  Answered = never,
> {
  /**
   * The widget's id: claim `sub`. Or a function that returns it for a request, as from a Worker's binding.
   */
  readonly widgetId:
    | string
    | undefined
    | ((request: Req, ...context: Context) => string | undefined | Promise<string | undefined>);
  /**
   * The widget's security key, as for `createWidgetToken`. Or a function that returns it for a request, as
   * from a Worker's binding or a secret store. It is called for each token. The endpoint waits until it ends,
   * so pass a timeout to a secret store, such as `AbortSignal.timeout(5000)`.
   */
  readonly secret:
    | WidgetSecret
    | undefined
    | ((request: Req, ...context: Context) => WidgetSecret | undefined | Promise<WidgetSecret | undefined>);
  /** The token's lifetime in seconds, a whole number from 1 to 600. Default: 500. */
  readonly expiresIn?: number | undefined;
  /**
   * The origins of the pages on other hosts that may read the answer, such as `['https://www.example.com']`.
   * The endpoint then answers their CORS requests, with credentials. It answers 403 to a page that is neither
   * on this list nor on the endpoint's own host, and does not log that. Left out, it sends no CORS header.
   *
   * Behind a proxy that changes the header `Host`, list the origin of the endpoint's own pages too.
   */
  readonly origins?: readonly string[] | undefined;
  /**
   * Who is this customer? It receives what the server passed to the handler, and returns what to sign. `{}`
   * signs nothing about the customer, as for a visitor who is not signed in. Or it returns or throws a
   * `Response`, such as a 401 or a redirect, which is sent but never cached.
   *
   * A claim that is `undefined` is left out, so that `customerId: user?.id` works for a visitor who is not
   * signed in. If every customer must be known, check the user first, and return a 401.
   *
   * Answer from what the server knows, such as a session: anyone can write what is in a request.
   */
  readonly claims: (
    request: Req,
    ...context: Context
  ) => TokenHandlerReturn | Answered | Promise<TokenHandlerReturn | Answered>;
  /**
   * Receives what was thrown if there is no token, and what the server passed: a `WidgetTokenError` for
   * invalid input. It is awaited. By default, `console.error` prints one line: which function among the
   * options threw, the error's code or name, and its message.
   */
  readonly onError?: ((error: unknown, request: Req, ...context: Context) => unknown) | undefined;
}

const OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  claims: undefined,
  expiresIn: undefined,
  origins: undefined,
  onError: undefined,
} as const satisfies Record<keyof TokenHandlerOptions, undefined>;

const OF_CLAIMS = /^(attributes|customerId|relatedContactId|segmentAttributes)$/;

/** What is different for each customer is easily written beside `claims`, instead of in it. */
const fixUnknown: FixUnknown = (name, known) =>
  typeof name === 'string' && OF_CLAIMS.test(name)
    ? `Return it from claims: claims: (request) => ({ ${name}: … }).`
    : listOptions(name, known);

/**
 * The options as they were when they were read, each once. Throws for those that are wrong in any runtime.
 */
export function readHandlerOptions<Options extends object>(options: Options): Options {
  const issues: Issue[] = [];
  const given = requireOptions(options, OPTIONS, issues, fixUnknown);
  const { claims, expiresIn, onError } = given;
  checkExpiresIn(expiresIn, issues);
  const origins = checkOrigins(given.origins, issues);
  if (typeof claims !== 'function') {
    const rule = `must be a function, not ${typeName(claims)}. Pass claims: (request) => ({ attributes: { … } }).`;
    addIssue(issues, 'ERR_CLAIMS_INVALID', ['claims'], rule);
  }
  if (onError !== undefined && typeof onError !== 'function') {
    const rule = `must be a function of the error and the request, not ${typeName(onError)}. Leave it out to log errors.`;
    addIssue(issues, 'ERR_ON_ERROR_INVALID', ['onError'], rule);
  }
  throwIfAny(issues, secretsOf(given));
  return { ...given, origins } as unknown as Options;
}
