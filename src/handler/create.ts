// The three handlers: what is public of them. Each is the one answer, in the shape of a kind of server.

import { createHandler } from './answer.js';
import { FETCH, type TokenRequest, type TokenRequestEvent, type TokenResponse } from './fetch.js';
import { LAMBDA, type TokenLambdaEvent, type TokenLambdaResult } from './lambda.js';
import { NODE, type TokenNodeRequest, type TokenNodeResponse } from './node.js';
import type { TokenHandlerOptions } from './options.js';

/**
 * Creates the endpoint that the widget's snippet asks for a token, for servers of the Fetch API: a function
 * from a `Request` to a `Response`, as in Workers, Deno, Bun, Hono and Next.js, or from an event that has the
 * `Request`, as in SvelteKit, React Router, Astro and Cloudflare Pages Functions.
 *
 * It answers `GET` and `POST` with `200 {"data":"<token>"}`, which is what the snippet reads. Without a
 * token, it answers only `500 {"error":"token_unavailable"}`. It answers other methods with 405. No answer
 * may be cached. It does not read the request's body.
 *
 * What a framework throws for its own control flow, such as `redirect()` of Next.js or SvelteKit, is thrown
 * on to the framework.
 *
 * @param options - The widget id, its security key, and the function that identifies the customer.
 * @returns The endpoint. It passes all its arguments to the functions among the options.
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
  Req extends TokenRequest | TokenRequestEvent = TokenRequest,
  Context extends readonly unknown[] = [],
>(options: TokenHandlerOptions<Req, Context>): (request: Req, ...context: Context) => Promise<TokenResponse> {
  return createHandler(FETCH, options) as never;
}

/**
 * Creates the endpoint for servers that pass `(req, res)`: Express, Connect, `node:http`, NestJS, Next.js API
 * routes, and Fastify with `reply.hijack()` and its raw pair. It answers as {@link createTokenHandler} does.
 *
 * `claims(req, res)` has what the server's middleware has added, such as Express's `req.session` and
 * `req.user`. It may also answer with `res` itself, before it returns, as in `return res.sendStatus(401)`: what
 * it returns is then ignored. A status that it sets without ending the answer is refused, and so is a call of
 * Express's `next`.
 *
 * @param options - The widget id, its security key, and the function that identifies the customer.
 * @returns The endpoint. Its promise is fulfilled when the answer was handed to `res`, and is never rejected.
 * @throws `WidgetTokenError` for options that are wrong in the code, as {@link createTokenHandler} does.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
 *
 * const customers = new Map([['a session id', { name: 'Jane' }]]); // yours: a session that the server trusts
 *
 * const token = createNodeTokenHandler({
 *   widgetId: process.env.CONNECT_WIDGET_ID,
 *   secret: process.env.CONNECT_SECRET,
 *   claims(req) {
 *     const customer = customers.get(String(req.headers.authorization));
 *     return customer ? { attributes: customer } : new Response(null, { status: 401 });
 *   },
 * });
 *
 * createServer((req, res) => void token(req, res)).listen(3000); // in Express: app.all('/token', token)
 * ```
 */
export function createNodeTokenHandler<
  Req extends TokenNodeRequest = TokenNodeRequest,
  Context extends readonly [res: TokenNodeResponse, ...more: unknown[]] = [res: TokenNodeResponse],
>(
  options: TokenHandlerOptions<Req, Context, TokenNodeResponse>,
): (req: Req, ...context: Context) => Promise<void> {
  return createHandler(NODE, options) as never;
}

/**
 * Creates the endpoint as a function of AWS Lambda: for an API Gateway HTTP API (payload 1.0 and 2.0) or REST
 * API, a function URL, or a load balancer. It answers as {@link createTokenHandler} does.
 *
 * `claims(event, context)` has what API Gateway knows, such as the claims of its authorizer. A load balancer
 * without multi-value headers sends only the first cookie of a `Response`.
 *
 * @param options - The widget id, its security key, and the function that identifies the customer.
 * @returns The function of Lambda. It returns a result for each event, and never throws.
 * @throws `WidgetTokenError` for options that are wrong in the code, as {@link createTokenHandler} does.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/add-chat-to-website.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * @example
 * ```ts
 * import { createLambdaTokenHandler } from 'amazon-connect-widget-token/handler';
 *
 * const customers = new Map([['a session id', { name: 'Jane' }]]); // yours: a session that the server trusts
 *
 * export const handler = createLambdaTokenHandler({
 *   widgetId: process.env.CONNECT_WIDGET_ID,
 *   secret: process.env.CONNECT_SECRET,
 *   claims(event) {
 *     const customer = customers.get(event.headers?.authorization ?? '');
 *     return customer ? { attributes: customer } : new Response(null, { status: 401 });
 *   },
 * });
 * ```
 */
export function createLambdaTokenHandler<
  Event extends TokenLambdaEvent = TokenLambdaEvent,
  Context = unknown,
>(
  options: TokenHandlerOptions<Event, [context: Context]>,
): (event: Event, context: Context) => Promise<TokenLambdaResult> {
  return createHandler(LAMBDA, options) as never;
}
