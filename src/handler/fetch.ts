// createTokenHandler: the endpoint that the widget's snippet asks for a token, in the shape of the Fetch API.
// It knows who is asking from the server alone, is never cached, and tells the browser nothing of what failed.

import { signToken } from '../token/create.js';
import { addIssue, makeIssue, throwIfAny, WidgetTokenError, type Issue } from '../errors.js';
import {
  readGiven,
  readOptions,
  type GivenOptions,
  type WidgetTokenClaimsOptions,
} from '../token/options.js';
import type { WidgetSecret } from '../rules/secret.js';
import { checkExpiresIn } from '../rules/times.js';
import { explainNotPlain, typeName } from '../lib/untrusted.js';

/** The Fetch API's `Request`, where the compiler knows it: from DOM, Node.js, Deno, Bun or Workers. */
export type TokenRequest = typeof globalThis extends { Request: { prototype: infer Known } }
  ? Known
  : {
      /** `GET` or `POST`; another method is answered with 405. */
      readonly method: string;
      /** The whole address. */
      readonly url: string;
      /** What the customer may be known by. */
      readonly headers: {
        /** The value of a header, if it is there. */
        get(name: string): string | null;
      };
    };

/** The Fetch API's `Response`, where the compiler knows it: from DOM, Node.js, Deno, Bun or Workers. */
export type TokenResponse = typeof globalThis extends { Response: { prototype: infer Known } }
  ? Known
  : {
      /** 200 with a token, 405 for another method, 500 without a token, or what `claims` answered. */
      readonly status: number;
      /** With `Cache-Control: no-store`, always. */
      readonly headers: {
        /** The value of a header, if it is there. */
        get(name: string): string | null;
      };
      /** The body, as text. */
      text(): Promise<string>;
    };

/** What is signed for the customer who asks. */
export type TokenHandlerClaims = Pick<
  WidgetTokenClaimsOptions,
  'attributes' | 'customerId' | 'relatedContactId' | 'segmentAttributes'
>;

/** What {@link createTokenHandler} takes. */
export interface TokenHandlerOptions<
  Asked extends TokenRequest = TokenRequest,
  Context extends readonly unknown[] = [],
> {
  /** The widget's id: claim `sub`. Or a function that gives it for a request, as from a Worker's binding. */
  readonly widgetId: string | ((request: Asked, ...context: Context) => string | Promise<string>);
  /**
   * The widget's security key, as for `createWidgetToken`. Or a function that gives it for a request, as from a
   * Worker's binding or a secret store; it is asked for each token.
   */
  readonly secret:
    WidgetSecret | ((request: Asked, ...context: Context) => WidgetSecret | Promise<WidgetSecret>);
  /** The token's life in seconds, a whole number from 1 to 600. 500 if left out. */
  readonly expiresIn?: number | undefined;
  /**
   * Who is this customer? Gives what is signed: `{}` if that is nothing. Or a `Response`, such as a 401 or a redirect,
   * which is sent as it is, but never cached.
   *
   * Answer from what the server knows, as from a session: what is in the request, anyone can write.
   */
  readonly claims: (
    request: Asked,
    ...context: Context
  ) => TokenHandlerClaims | TokenResponse | Promise<TokenHandlerClaims | TokenResponse>;
  /**
   * Gets what was thrown when there is no token, or a `WidgetTokenError` for what was refused. It is awaited.
   * If left out, `console.error` gets the error's code and message.
   */
  readonly onError?: ((error: unknown, request: Asked) => unknown) | undefined;
}

const OPTIONS = {
  widgetId: undefined,
  secret: undefined,
  claims: undefined,
  expiresIn: undefined,
  onError: undefined,
};

const CLAIMS = {
  attributes: undefined,
  customerId: undefined,
  relatedContactId: undefined,
  segmentAttributes: undefined,
};

const CLAIMS_RULE =
  'must return { attributes, … }, or a Response such as new Response(null, { status: 401 }) for who is not signed in.';

const METHODS = ['GET', 'POST'];

/**
 * Makes the endpoint that the widget's snippet asks for a token: a function from the Fetch API's `Request` to a
 * `Response`, as Workers, Deno, Bun, Hono, Next.js, SvelteKit, Remix, Netlify and Vercel take it. Others take it
 * through an adapter, such as that of `@whatwg-node/server` for Express and `node:http`.
 *
 * It answers `GET` and `POST` with `200 {"data":"<token>"}`, which is what the snippet reads; without a token
 * with `500 {"error":"token_unavailable"}` and nothing else; another method with 405. No answer may be cached.
 * The request's body is not read.
 *
 * @param options - The widget id, its security key, and who is asking.
 * @returns The endpoint. What it is called with beyond the request is passed on to the functions among the options.
 * @throws `WidgetTokenError` for options that the code has wrong. A widget id and a key that are wrong are told
 *   when a token is asked for, since a build that only loads the module need not have them.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 *
 * @example
 * ```ts
 * import { createTokenHandler } from 'amazon-connect-widget-token/handler';
 *
 * const customers = new Map([['a session id', { name: 'Jane' }]]); // yours: a session that the server trusts
 *
 * export const GET = createTokenHandler({
 *   widgetId: process.env.CONNECT_WIDGET_ID ?? '',
 *   secret: process.env.CONNECT_SECRET ?? '',
 *   claims(request) {
 *     const customer = customers.get(request.headers.get('authorization') ?? '');
 *     return customer ? { attributes: customer } : new Response(null, { status: 401 });
 *   },
 * });
 * ```
 */
export function createTokenHandler<
  Asked extends TokenRequest = TokenRequest,
  Context extends readonly unknown[] = [],
>(
  options: TokenHandlerOptions<Asked, Context>,
): (request: Asked, ...context: Context) => Promise<TokenResponse> {
  const { widgetId, secret, expiresIn, claims, onError = logError } = readHandlerOptions(options);

  async function answer(request: Asked, context: Context): Promise<Response> {
    checkRequest(request);
    if (!METHODS.includes(request.method)) {
      return json(405, { error: 'method_not_allowed' }, { Allow: METHODS.join(', ') });
    }
    // Before the key is fetched: a stranger must not cause a call of the secret store.
    const returned = await claims(request, ...context);
    if (isResponse(returned)) return withoutStore(returned);

    const id = typeof widgetId === 'function' ? await widgetId(request, ...context) : widgetId;
    const key = typeof secret === 'function' ? await secret(request, ...context) : secret;
    const data = await signToken((issues) => ({
      ...readReturned(returned, issues),
      widgetId: id,
      secret: key,
      expiresIn,
      issuedAt: undefined,
    }));
    return json(200, { data });
  }

  return async (request, ...context) => {
    try {
      return await answer(request, context);
    } catch (error) {
      await report(error, request, onError);
      return json(500, { error: 'token_unavailable' });
    }
  };
}

/** The options as they were when they were read, each once. Throws for what is wrong wherever the code runs. */
function readHandlerOptions<Options extends object>(options: Options): Options {
  const issues: Issue[] = [];
  const given = readOptions(options, OPTIONS, issues);
  checkExpiresIn(given.expiresIn, issues);
  if (typeof given.claims !== 'function') {
    addIssue(
      issues,
      'ERR_CLAIMS_INVALID',
      ['claims'],
      `must be a function of the request. It ${CLAIMS_RULE}`,
    );
  }
  const { onError } = given;
  if (onError !== undefined && typeof onError !== 'function') {
    const rule = `must be a function of the error and the request, not ${typeName(onError)}.`;
    addIssue(issues, 'ERR_ON_ERROR_INVALID', ['onError'], rule);
  }
  throwIfAny(issues, given.secret);
  return given as Options;
}

/** Throws for what is no `Request`, as when the endpoint is given to Express or to Lambda as it is. */
function checkRequest(request: unknown): void {
  const { headers } = Object(request) as Partial<Request>;
  if (typeof headers?.get === 'function') return;
  const rule =
    'must be a Request of the Fetch API. From node:http, Express or Fastify, pass it through an adapter such as @whatwg-node/server; from AWS Lambda, through hono/aws-lambda.';
  throw new WidgetTokenError([makeIssue('ERR_REQUEST_INVALID', ['request'], rule)]);
}

function readReturned(returned: unknown, issues: Issue[]): GivenOptions<keyof typeof CLAIMS> {
  const given = readGiven(returned, CLAIMS, issues);
  if (given !== undefined) return given;
  const problem = `${CLAIMS_RULE} What it returned ${explainNotPlain(returned)}`;
  addIssue(issues, 'ERR_CLAIMS_INVALID', ['claims'], problem);
  return CLAIMS;
}

/** Unlike instanceof, it knows the Response of another realm or of an adapter. */
function isResponse(returned: unknown): returned is Response {
  return Object.prototype.toString.call(returned) === '[object Response]';
}

/** In a copy, as the headers of a redirect may not be changed. */
function withoutStore(response: Response): Response {
  const { body, status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.set('Cache-Control', 'no-store');
  return new Response(body, { status, statusText, headers });
}

function json(status: number, body: object, headers?: Record<string, string>): Response {
  // Without a prototype, so that nobody's `Object.prototype.toJSON` has a say in it.
  return new Response(JSON.stringify({ __proto__: null, ...body }), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}

async function report<Asked>(
  error: unknown,
  request: Asked,
  onError: (error: unknown, request: Asked) => unknown,
): Promise<void> {
  try {
    await onError(error, request);
  } catch {
    // The answer must not depend on it, and the error must not be lost with it.
    logError(error);
  }
}

/** Without a stack or anything else that the error holds: what is not ours may hold a customer's data. */
function logError(error: unknown): void {
  const line = `No widget token: ${describe(error)}`;
  try {
    console.error(line);
  } catch {
    // There is nobody left to tell, and the answer must not depend on it.
  }
}

function describe(error: unknown): string {
  try {
    const { code, name, message } = Object(error) as Partial<WidgetTokenError>;
    return `${code ?? name ?? typeof error}: ${message ?? 'it was thrown without a message'}`;
  } catch {
    return 'what was thrown cannot be read';
  }
}
