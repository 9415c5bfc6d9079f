// Protects the server from pages of other sites, and limits this page to its own server.

import { createHash } from 'node:crypto';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Refuses requests for any other host name. With DNS rebinding, a page of another site makes its own name
 * resolve to 127.0.0.1, but its requests still carry that name.
 *
 * @type {import('hono').MiddlewareHandler}
 */
export async function refuseOtherHosts(c, next) {
  const { hostname } = new URL(c.req.url);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return c.text('Use 127.0.0.1 or localhost.', 403);
  return next();
}

/**
 * Refuses everything but JSON. For this type, the browser of a page on another site sends a CORS preflight
 * request first, and this server never allows it.
 *
 * @type {import('hono').MiddlewareHandler}
 */
export async function refuseOtherTypes(c, next) {
  if (c.req.header('content-type') !== 'application/json') return c.json({ error: 'not_json' }, 415);
  return next();
}

/** @param {string} page The page's HTML. Its import map is its only inline script. */
export function strictHeaders(page) {
  const importMap = /<script type="importmap">([^]*?)<\/script>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(importMap).digest('base64');
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", `'sha256-${hash}'`],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // The server uses plain HTTP.
    strictTransportSecurity: false,
  });
}
