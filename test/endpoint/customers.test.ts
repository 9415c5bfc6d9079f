// No customer gets another customer's attributes, with many requests at once or behind a caching proxy. Each
// check also runs against a broken endpoint, to show that it can fail.

import { setImmediate as laterInTheLoop } from 'node:timers/promises';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { describe, expect, it } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { countWrongTokens, sessionOf, token } from './customers.js';
import { listen } from './listen.js';
import { cachingProxy, NGINX } from './nginx.js';

describe('two customers at once', () => {
  it('each get their own token in thousands of interleaved requests', async () => {
    const origin = await listen(token);
    expect(await countWrongTokens(`${origin}/token`, 6000, 64)).toBe(0);
  });

  it("would get each other's token from an endpoint that keeps the customer between requests", async () => {
    let session = '';
    const broken = createTokenHandler({
      widgetId: WIDGET_ID,
      secret: SECRET,
      async claims(request) {
        session = sessionOf(request) ?? '';
        await laterInTheLoop();
        return { attributes: { session }, customerId: session };
      },
    });
    const origin = await listen(broken);
    expect(await countWrongTokens(`${origin}/token`, 600, 64)).toBeGreaterThan(0);
  });
});

/** The endpoint at /token, and at /cacheable without its Cache-Control header. */
function upstream(request: Request): Promise<Response> | Response {
  switch (new URL(request.url).pathname) {
    case '/token':
      return token(request);
    case '/cacheable':
      return cacheableToken(request);
    default:
      return new Response(null, { status: 404 });
  }
}

async function cacheableToken(request: Request): Promise<Response> {
  const response = await token(request);
  response.headers.delete('Cache-Control');
  return response;
}

// CI installs nginx, so there the tests must not be skipped.
const skipped = NGINX === undefined && process.env.CI === undefined;

describe.skipIf(skipped)(
  `behind nginx as a caching proxy${skipped ? ', skipped: nginx is not installed' : ''}`,
  () => {
    const cacheOf = async (url: string, session = ''): Promise<string | null> => {
      const headers = { cookie: `session=${session}` };
      return (await fetch(url, { headers })).headers.get('x-cache');
    };

    it('two customers at once each get their own token', async () => {
      const proxy = await cachingProxy(await listen(upstream));
      expect(await countWrongTokens(`${proxy}/token`, 2000, 32)).toBe(0);
      expect(await cacheOf(`${proxy}/token`, 'jane')).toBe('MISS');
    });

    it("two customers would get each other's token without Cache-Control: no-store", async () => {
      const proxy = await cachingProxy(await listen(upstream));
      expect(await countWrongTokens(`${proxy}/cacheable`, 20, 1)).toBe(10);
      expect(await cacheOf(`${proxy}/cacheable`, 'jane')).toBe('HIT');
    });

    it('a 401 is not cached for the customer who signs in later', async () => {
      const proxy = await cachingProxy(await listen(upstream));
      expect(await cacheOf(`${proxy}/token`)).toBe('MISS');
      expect((await fetch(`${proxy}/token`)).status).toBe(401);
      expect(await countWrongTokens(`${proxy}/token`, 2, 1)).toBe(0);

      expect((await fetch(`${proxy}/cacheable`)).status).toBe(401);
      expect((await fetch(`${proxy}/cacheable`, { headers: { cookie: 'session=jane' } })).status).toBe(401);
    });
  },
);
