// `(req, res)` of Node.js, as in Express, Connect, NestJS and Next.js API routes. No `Request` is built of
// it: so a body parser that has read the body cannot make it hang, and no forwarded header is trusted.

import { addToVary, mustNotSend } from './headers.js';
import { memberOf, readBody, type Server } from './server.js';

/** What is read of a request of Node.js: `http.IncomingMessage`, Express's `Request` and others. */
export interface TokenNodeRequest {
  /** `GET` or `POST`; the answer to another method is 405. */
  readonly method?: string | undefined;
  /** With their names in lower case. Only `origin` and `host` are read. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What is used of a response of Node.js: `http.ServerResponse`, Express's `Response` and others. */
export interface TokenNodeResponse {
  /** The status of the answer. */
  statusCode: number;
  /** Whether an answer has begun. */
  readonly headersSent: boolean;
  /** Whether an answer is complete. */
  readonly writableEnded: boolean;
  /** Whether the client has left. HTTP/2 does not have it. */
  readonly destroyed?: boolean;
  /** The names of the headers that were set before. A stand-in in a test may lack it. */
  getHeaderNames?(): string[];
  /** The value of a header that was set before. A stand-in in a test may lack it. */
  getHeader?(name: string): string | number | string[] | undefined;
  /** Sets a header. */
  setHeader(name: string, value: string | string[]): unknown;
  /** Removes a header that was set before. */
  removeHeader(name: string): void;
  /** Sends the answer. */
  end(body: string | Uint8Array): unknown;
  /** Closes the connection. */
  destroy(): unknown;
}

/** As `res.sendFile` sets them, before it reads the file and sends what is then too late. */
const OF_ANOTHER_BODY = /^(content-(length|encoding|range)|transfer-encoding)$/i;

/** Where the response is among what the server passed. */
type FindResponse = (given: readonly unknown[]) => unknown;

export const NODE = /* @__PURE__ */ nodeServer(
  ([, res]) => res,
  'Express or node:http, which pass req and res',
  'Use createNodeTokenHandler.',
);

/** Only to tell its user what to do, and to end the request. */
export const KOA = /* @__PURE__ */ nodeServer(
  // A request of Express has `res` too, and no `req`.
  ([ctx]) => (memberOf(ctx, 'req') === undefined ? undefined : memberOf(ctx, 'res')),
  'Koa, which passes its context',
  'Use createNodeTokenHandler: (ctx) => { ctx.respond = false; return token(ctx.req, ctx.res); }',
);

/** Only to tell its user what to do, and to end the request. */
export const FASTIFY = /* @__PURE__ */ nodeServer(
  ([, reply]) => memberOf(reply, 'raw'),
  'Fastify, which passes its request and reply',
  'Use createNodeTokenHandler: (request, reply) => { reply.hijack(); return token(request.raw, reply.raw); }',
);

/** Only to tell its user what to do, and to end the request. */
export const NODE_WITHOUT_RESPONSE: Server = /* @__PURE__ */ withoutResponse();

/** A server whose user passes only the request. Express's has its response as `res`. */
function withoutResponse(): Server {
  const server = nodeServer(
    ([req]) => memberOf(req, 'res'),
    'a server of Node.js, but its response was not passed',
    'Use createNodeTokenHandler, and pass res too: (req, res) => token(req, res). In Fastify: (request, reply) => { reply.hijack(); return token(request.raw, reply.raw); }',
  );
  return {
    ...server,
    isCaller: ([first]) => isRequest(first) || isRequest(memberOf(first, 'raw')),
    abandon([first]) {
      if (memberOf(first, 'res') === undefined) closeConnection(first);
      else server.abandon?.([first]);
    },
  };
}

function nodeServer(findResponse: FindResponse, caller: string, fix: string): Server {
  const responseOf = (given: readonly unknown[]): TokenNodeResponse =>
    findResponse(given) as TokenNodeResponse;
  return {
    argument: 'req',
    rule: 'must be a request of Node.js, and the next argument its response',
    caller,
    fix,
    fixUnknown: 'Pass what the server passes: (req, res) => token(req, res).',
    passOn: 'next',

    isCaller(given) {
      const res = findResponse(given);
      return typeof memberOf(res, 'setHeader') === 'function' && typeof memberOf(res, 'end') === 'function';
    },

    read([req]) {
      const { method, headers } = req as TokenNodeRequest;
      return {
        method,
        header(name) {
          // HTTP/2 has `:authority` instead.
          const value = headers[name] ?? (name === 'host' ? headers[':authority'] : undefined);
          return value === undefined ? undefined : String(value);
        },
      };
    },

    statusOf: (given) => responseOf(given).statusCode,

    isAnswered: (given) => isSent(responseOf(given)),

    async write(answer, given) {
      // Read first: if that fails, the answer can still be 500.
      const body = await readBody(answer);
      const res = responseOf(given);
      if (isSent(res)) return;
      for (const name of res.getHeaderNames?.() ?? []) {
        if (mustNotSend(name, answer.cors) || OF_ANOTHER_BODY.test(name)) res.removeHeader(name);
      }
      for (const [name, value] of answer.headers) setHeader(res, name, value);
      res.statusCode = answer.status;
      res.end(body);
    },

    abandon(given) {
      const res = responseOf(given);
      try {
        if (!res.writableEnded) res.destroy();
      } catch {
        // It is not a response, or a broken one: there is no one to answer.
      }
    },
  };
}

/** Whether it is a stream with a method. Fastify's own request is not a stream. */
function isRequest(one: unknown): boolean {
  return typeof memberOf(one, 'method') === 'string' && typeof memberOf(one, 'pipe') === 'function';
}

/** Without a response, this is the only way to end a request: its client would wait. */
function closeConnection(request: unknown): void {
  try {
    // HTTP/2 has other requests on the same socket.
    const connection = memberOf(request, 'stream') ?? memberOf(request, 'socket');
    (connection as { destroy(): void }).destroy();
  } catch {
    // It is not a real request.
  }
}

function isSent({ headersSent, writableEnded, destroyed = false }: TokenNodeResponse): boolean {
  return headersSent || writableEnded || destroyed;
}

/** Keeps the cookies, and the names in `Vary`, that were set before. */
function setHeader(res: TokenNodeResponse, name: string, value: string): void {
  const before = [res.getHeader?.(name) ?? []].flat().map(String);
  // Only a Response has cookies, and its names are in lower case.
  if (name === 'set-cookie') res.setHeader(name, [...before, value]);
  else if (name === 'Vary' || name === 'vary') res.setHeader(name, joinVary(before, value));
  else res.setHeader(name, value);
}

function joinVary(before: readonly string[], value: string): string {
  const added = value.split(',').map((name) => name.trim());
  return added.reduce((vary, name) => addToVary(vary || null, name), before.join(', '));
}
