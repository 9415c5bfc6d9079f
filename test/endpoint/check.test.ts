// The built command check behind nginx as a caching proxy.

import { describe, expect, it } from 'vitest';
import { cli } from '../support/command.js';
import { token } from './customers.js';
import { listen } from './listen.js';
import { cachingProxy, NGINX } from './nginx.js';

// CI installs nginx, so there the tests must not be skipped.
const skipped = NGINX === undefined && process.env.CI === undefined;

const COOKIE = ['-H', 'Cookie: session=jane'];

async function cacheableToken(request: Request): Promise<Response> {
  const response = await token(request);
  response.headers.delete('Cache-Control');
  return response;
}

describe.skipIf(skipped)(
  `check behind nginx as a caching proxy${skipped ? ', skipped: nginx is not installed' : ''}`,
  () => {
    it('finds no fault in an endpoint that forbids to cache', async () => {
      const proxy = await cachingProxy(await listen(token));
      const { status, out } = await cli(['check', `${proxy}/token`, ...COOKIE]);
      expect(out).toMatch(/^✔ no fault \(4 of 17 not checked\)\n/);
      expect(status).toBe(0);
    });

    it('finds what a cache does if the endpoint does not forbid it', async () => {
      const proxy = await cachingProxy(await listen(cacheableToken));
      const { status, out } = await cli(['check', `${proxy}/token`, ...COOKIE]);
      expect(out).toMatch(/^✖ 3 faults, 1 warning \(4 of 17 not checked\)\n/);
      expect(out).toMatch(/^✖ no-store .* Set the header "Cache-Control: no-store"\.$/m);
      expect(out).toMatch(/^✖ cache .*an answer came from a cache, says X-Cache\./m);
      expect(out).toMatch(/^✖ second answer .*it has the same token: it was kept somewhere\./m);
      // The cache gives Jane's token to anyone.
      expect(out).toMatch(/^! strangers .*without --header, the token has the same /m);
      expect(status).toBe(1);
    });
  },
);
