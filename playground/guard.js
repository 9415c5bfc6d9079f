// What keeps other sites away from a server on this machine, and this page from anything but its own server.

import { createHash } from 'node:crypto';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Only requests that were addressed to this machine by its own name: a page of another site whose name has been
 * turned to 127.0.0.1 (DNS rebinding) sends that name.
 *
 * @type {import('hono').MiddlewareHandler}
 */
export async function refuseOtherHosts(c, next) {
  const { hostname } = new URL(c.req.url);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return c.text('Not this host.', 403);
  return next();
}

/**
 * JSON alone is read, and says so: a page of another site cannot send that type without asking first, which is
 * never answered.
 *
 * @type {import('hono').MiddlewareHandler}
 */
export async function refuseOtherTypes(c, next) {
  if (c.req.header('content-type') !== 'application/json') return c.json({ error: 'not_json' }, 415);
  return next();
}

/** @param {string} page The page's HTML: its import map is the one script that stands in it. */
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
    // Plain HTTP, on this machine.
    strictTransportSecurity: false,
  });
}
