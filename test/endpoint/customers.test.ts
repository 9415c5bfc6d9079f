// No customer gets another's attributes: not when many ask at once, and not through a proxy that caches. What a broken
// endpoint would do is shown each time, so that these checks can fail.

import { setImmediate as laterInTheLoop } from 'node:timers/promises';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { describe, expect, it } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { countStrangers, sessionOf, token } from './customers.js';
import { listen } from './listen.js';
import { cachingProxy, NGINX } from './nginx.js';

describe('two customers at once', () => {
  it('each get their own token, in thousands of interleaved requests', async () => {
    const origin = await listen(token);
    expect(await countStrangers(`${origin}/token`, 6000, 64)).toBe(0);
  });

  it("would get each other's from an endpoint that keeps the customer between requests", async () => {
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
    expect(await countStrangers(`${origin}/token`, 600, 64)).toBeGreaterThan(0);
  });
});

/** The endpoint, and beside it the same without the header. */
function upstream(request: Request): Promise<Response> | Response {
  switch (new URL(request.url).pathname) {
    case '/token':
      return token(request);
    case '/kept':
      return keptToken(request);
    default:
      return new Response(null, { status: 404 });
  }
}

async function keptToken(request: Request): Promise<Response> {
  const response = await token(request);
  response.headers.delete('Cache-Control');
  return response;
}

// CI installs nginx, and must not do without.
const skipped = NGINX === undefined && process.env.CI === undefined;

describe.skipIf(skipped)(
  `behind nginx as a cache${skipped ? ', skipped: nginx is not installed' : ''}`,
  () => {
    const cacheOf = async (url: string, session = ''): Promise<string | null> => {
      const headers = { cookie: `session=${session}` };
      return (await fetch(url, { headers })).headers.get('x-cache');
    };

    it('two customers at once each get their own token', async () => {
      const proxy = await cachingProxy(await listen(upstream));
      expect(await countStrangers(`${proxy}/token`, 2000, 32)).toBe(0);
      expect(await cacheOf(`${proxy}/token`, 'jane')).toBe('MISS');
    });

    it("would get each other's without Cache-Control: no-store", async () => {
      const proxy = await cachingProxy(await listen(upstream));
      expect(await countStrangers(`${proxy}/kept`, 20, 1)).toBe(10);
      expect(await cacheOf(`${proxy}/kept`, 'jane')).toBe('HIT');
    });

    it('a 401 is not kept for the customer who signs in', async () => {
      const proxy = await cachingProxy(await listen(upstream));
      expect(await cacheOf(`${proxy}/token`)).toBe('MISS');
      expect((await fetch(`${proxy}/token`)).status).toBe(401);
      expect(await countStrangers(`${proxy}/token`, 2, 1)).toBe(0);

      expect((await fetch(`${proxy}/kept`)).status).toBe(401);
      expect((await fetch(`${proxy}/kept`, { headers: { cookie: 'session=jane' } })).status).toBe(401);
    });
  },
);
