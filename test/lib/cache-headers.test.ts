import { describe, expect, it } from 'vitest';
import { isForCdns } from '../../src/lib/cache-headers.js';

describe('a header for CDNs', () => {
  it.each([
    'CDN-Cache-Control',
    'cdn-cache-control',
    'Cloudflare-CDN-Cache-Control',
    'Vercel-CDN-Cache-Control',
    'Netlify-CDN-Cache-Control',
    'Surrogate-Control',
    'Edge-Control',
    'X-Accel-Expires',
    'X-LiteSpeed-Cache-Control',
  ])('is %s', (name) => {
    expect(isForCdns(name)).toBe(true);
  });

  it.each([
    'Cache-Control',
    '-CDN-Cache-Control',
    'CDN-Cache-Control-Debug',
    'xCDN-Cache-Control',
    'X-Surrogate-Control',
    'Surrogate-Control-2',
    'Control',
    'X-Accel-Expires-2',
    'My-X-LiteSpeed-Cache-Control',
  ])('is not %s', (name) => {
    expect(isForCdns(name)).toBe(false);
  });
});
