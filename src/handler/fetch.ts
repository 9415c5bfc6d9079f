// The Fetch API: a `Request`, or an event that has one, as in SvelteKit, React Router, Astro and Cloudflare
// Pages Functions. The answer is a `Response`.

import { isControlFlow } from './control-flow.js';
import { memberOf, type Server } from './server.js';

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

/** An event with a `Request`, as of SvelteKit, React Router, Astro and Cloudflare Pages Functions. */
export interface TokenRequestEvent {
  /** The request. */
  readonly request: TokenRequest;
}

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

export const FETCH: Server = {
  argument: 'request',
  rule: 'must be a Request of the Fetch API, or an event that has one as its request',
  caller: 'a server that passes a Request of the Fetch API',
  fix: 'Use createTokenHandler.',
  fixUnknown: 'Pass what the server passes.',

  isCaller: ([first]) => findRequest(first) !== undefined,

  read([first]) {
    const request = findRequest(first) as Request;
    return {
      method: request.method,
      header(name) {
        const value = request.headers.get(name) ?? undefined;
        // A runtime may keep the host only in the URL.
        return name === 'host' ? (value ?? new URL(request.url).host) : value;
      },
    };
  },

  isAnswered: () => false,

  write({ status, statusText, headers, body }) {
    return new Response(body, { status, statusText, headers: headers.map(([...header]) => header) });
  },

  isControlFlow,
};

/** Only to tell its user what to do. */
export const HONO: Server = {
  ...FETCH,
  caller: 'Hono, which has the Request in c.req.raw',
  fix: 'Use createTokenHandler: (c) => token(c.req.raw, c)',
  // Its context, or only `c.req`.
  isCaller: ([c]) => isRequest(memberOf(memberOf(c, 'req') ?? c, 'raw')),
};

function findRequest(given: unknown): unknown {
  if (isRequest(given)) return given;
  // Not before: a Request in the Edge runtime of Next.js throws if its `request` is read.
  const request = memberOf(given, 'request');
  return isRequest(request) ? request : undefined;
}

/** Koa's context has a `request` too, but its headers are in a plain object. */
function isRequest(one: unknown): boolean {
  return typeof memberOf(memberOf(one, 'headers'), 'get') === 'function';
}
