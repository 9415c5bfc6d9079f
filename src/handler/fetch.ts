// createTokenHandler: the endpoint that the widget's snippet asks for a token, for the Fetch API. It takes
// the customer from what the server knows, its answers are never cached, and the browser does not learn what
// failed.

import { WidgetTokenError, type Issue } from '../errors.js';
import { addIssue, makeIssue, throwIfAny } from '../lib/issues.js';
import { readOptions, requireOptions, type GivenOptions } from '../lib/options.js';
import { requireServer, requireWebCrypto } from '../lib/runtime.js';
import { classOf, typeName } from '../lib/untrusted.js';
import type { WidgetSecret } from '../rules/secret.js';
import { secretsOf } from '../rules/swapped.js';
import { checkExpiresIn } from '../rules/times.js';
import { signToken } from '../token/create.js';
import type { WidgetTokenClaimsOptions } from '../token/options.js';
import { logError } from './log.js';

/** The Fetch API's `Request`, if the compiler knows it: from DOM, Node.js, Deno, Bun or Workers. */
export type TokenRequest = typeof globalThis extends { Request: { prototype: infer Known } }
  ? Known
  : {
      /** `GET` or `POST`; the answer to another method is 405. */
      readonly method: string;
      /** The whole URL. */
      readonly url: string;
      /** Cookies and other headers that may identify the customer. */
      readonly headers: {
        /** The value of a header, if there is one. */
        get(name: string): string | null;
      };
    };

/** The Fetch API's `Response`, if the compiler knows it: from DOM, Node.js, Deno, Bun or Workers. */
export type TokenResponse = typeof globalThis extends { Response: { prototype: infer Known } }
  ? Known
  : {
      /**
       * 200 with a token, 405 for another method, 500 without a token, or that of the `Response` from
       * `claims`.
       */
      readonly status: number;
      /** Always with `Cache-Control: no-store`. */
      readonly headers: {
        /** The value of a header, if there is one. */
        get(name: string): string | null;
      };
      /** The body, as text. */
      text(): Promise<string>;
    };

/** What is signed for the customer who sent the request. */
export type TokenHandlerClaims = Pick<
  WidgetTokenClaimsOptions,
  'attributes' | 'customerId' | 'relatedContactId' | 'segmentAttributes'
>;

/** The options of {@link createTokenHandler}. */
export interface TokenHandlerOptions<
  Req extends TokenRequest = TokenRequest,
  Context extends readonly unknown[] = [],
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
   * from a Worker's binding or a secret store. It is called for each token.
   */
  readonly secret:
    | WidgetSecret
    | undefined
    | ((request: Req, ...context: Context) => WidgetSecret | undefined | Promise<WidgetSecret | undefined>);
  /** The token's lifetime in seconds, a whole number from 1 to 600. Default: 500. */
  readonly expiresIn?: number | undefined;
  /**
   * Who is this customer? Returns what to sign, or `{}` to sign nothing. Or returns a `Response`, such as a
   * 401 or a redirect, which is sent as it is, but never cached.
   *
   * Answer from what the server knows, such as a session: anyone can write what is in a request.
   */
  readonly claims: (
    request: Req,
    ...context: Context
  ) => TokenHandlerClaims | TokenResponse | Promise<TokenHandlerClaims | TokenResponse>;
  /**
   * Receives what was thrown if there is no token: a `WidgetTokenError` for invalid input. It is awaited. By
   * default, `console.error` prints the error's code and message in one line.
   */
  readonly onError?: ((error: unknown, request: Req) => unknown) | undefined;
}

const OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  claims: undefined,
  expiresIn: undefined,
  onError: undefined,
} as const satisfies Record<keyof TokenHandlerOptions, undefined>;

const CLAIMS = {
  attributes: undefined,
  customerId: undefined,
  relatedContactId: undefined,
  segmentAttributes: undefined,
} as const satisfies Record<keyof TokenHandlerClaims, undefined>;

const CLAIMS_FIX =
  'Return { attributes }, or a Response such as new Response(null, { status: 401 }) for a visitor who is not signed in.';

const METHODS = ['GET', 'POST'];

/**
 * Creates the endpoint that the widget's snippet asks for a token: a function from the Fetch API's `Request`
 * to a `Response`, as used by Workers, Deno, Bun, Hono, Next.js, SvelteKit, Remix, Netlify and Vercel. Other
 * servers need an adapter, such as `@whatwg-node/server` for Express and `node:http`.
 *
 * It answers `GET` and `POST` with `200 {"data":"<token>"}`, which is what the snippet reads. Without a
 * token, it answers only `500 {"error":"token_unavailable"}`. It answers other methods with 405. No answer
 * may be cached. It does not read the request's body.
 *
 * @param options - The widget id, its security key, and the function that identifies the customer.
 * @returns The endpoint. It passes its further arguments to the functions among the options.
 * @throws `WidgetTokenError` for options that are wrong in the code. A missing or invalid widget id or key is
 *   reported when a token is requested, because a build may load the module without them.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 *
 * @example
 * ```ts
 * import { createTokenHandler } from 'amazon-connect-widget-token/handler';
 *
 * const customers = new Map([['a session id', { name: 'Jane' }]]); // yours: a session that the server trusts
 *
 * export const GET = createTokenHandler({
 *   widgetId: process.env.CONNECT_WIDGET_ID,
 *   secret: process.env.CONNECT_SECRET,
 *   claims(request) {
 *     const customer = customers.get(request.headers.get('authorization') ?? '');
 *     return customer ? { attributes: customer } : new Response(null, { status: 401 });
 *   },
 * });
 * ```
 */
export function createTokenHandler<
  Req extends TokenRequest = TokenRequest,
  Context extends readonly unknown[] = [],
>(options: TokenHandlerOptions<Req, Context>): (request: Req, ...context: Context) => Promise<TokenResponse> {
  const {
    widgetId,
    secret,
    expiresIn,
    claims,
    onError = (error: unknown) => {
      logError(error, secrets);
    },
  } = readHandlerOptions(options);
  // No line in the log may show these: those of the options, or else those of the last request that fetched
  // them.
  let secrets = secretsOf({ widgetId, secret });

  async function answer(request: Req, context: Context): Promise<Response> {
    checkRequest(request);
    if (!METHODS.includes(request.method)) {
      return json(405, { error: 'method_not_allowed' }, { Allow: METHODS.join(', ') });
    }
    // Before the key is fetched: a visitor who is not signed in must not cause a call to the secret store.
    const returned = await claims(request, ...context);
    if (isResponse(returned)) return withoutStore(returned);

    const id = typeof widgetId === 'function' ? await widgetId(request, ...context) : widgetId;
    const key = typeof secret === 'function' ? await secret(request, ...context) : secret;
    secrets = secretsOf({ widgetId: id, secret: key });
    const issues: Issue[] = [];
    const given = {
      ...readReturned(returned, issues),
      widgetId: id,
      secret: key,
      expiresIn,
      issuedAt: undefined,
    };
    requireServer();
    requireWebCrypto();
    return json(200, { data: await signToken(given, issues) });
  }

  async function report(error: unknown, request: Req): Promise<void> {
    try {
      await onError(error, request);
    } catch {
      // The answer must not depend on onError, and the error must not be lost.
      logError(error, secrets);
    }
  }

  return async (request, ...context) => {
    try {
      return await answer(request, context);
    } catch (error) {
      await report(error, request);
      return json(500, { error: 'token_unavailable' });
    }
  };
}

/**
 * The options as they were when they were read, each once. Throws for those that are wrong in any runtime.
 */
function readHandlerOptions<Options extends object>(options: Options): Options {
  const issues: Issue[] = [];
  const given = requireOptions(options, OPTIONS, issues);
  const { claims, expiresIn, onError } = given;
  checkExpiresIn(expiresIn, issues);
  if (typeof claims !== 'function') {
    const rule = `must be a function, not ${typeName(claims)}. Pass claims: (request) => ({ attributes: { … } }).`;
    addIssue(issues, 'ERR_CLAIMS_INVALID', ['claims'], rule);
  }
  if (onError !== undefined && typeof onError !== 'function') {
    const rule = `must be a function of the error and the request, not ${typeName(onError)}. Leave it out to log errors.`;
    addIssue(issues, 'ERR_ON_ERROR_INVALID', ['onError'], rule);
  }
  throwIfAny(issues, secretsOf(given));
  return given as Options;
}

/** Throws for anything but a `Request`, as when Express or Lambda calls the endpoint without an adapter. */
function checkRequest(request: unknown): void {
  const { headers } = Object(request) as Partial<Request>;
  if (typeof headers?.get === 'function') return;
  const rule =
    'must be a Request of the Fetch API. For node:http, Express or Fastify, use an adapter such as @whatwg-node/server; for AWS Lambda, use hono/aws-lambda.';
  throw new WidgetTokenError([makeIssue('ERR_REQUEST_INVALID', ['request'], rule)]);
}

function readReturned(returned: unknown, issues: Issue[]): GivenOptions<keyof typeof CLAIMS> {
  const given = readOptions(returned, CLAIMS, issues);
  if (given !== undefined) return given;
  const type = typeName(returned);
  const rule = `must return a plain object or a Response, not ${type === 'object' ? 'an object that throws' : type}. ${CLAIMS_FIX}`;
  addIssue(issues, 'ERR_CLAIMS_INVALID', ['claims'], rule);
  return CLAIMS;
}

function isResponse(returned: unknown): returned is Response {
  return classOf(returned) === 'Response';
}

/** In a copy, because the headers of a redirect cannot be changed. */
function withoutStore(response: Response): Response {
  const { body, status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.set('Cache-Control', 'no-store');
  return new Response(body, { status, statusText, headers });
}

function json(status: number, body: object, headers?: Record<string, string>): Response {
  // Without a prototype, so that no one's `Object.prototype.toJSON` can change it.
  return new Response(JSON.stringify({ __proto__: null, ...body }), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}
