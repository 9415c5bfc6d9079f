// Whether a browser, a CDN or a proxy may keep an answer, or has kept one: the next customer would get it.

import { isForCdns } from '../../lib/cache-headers.js';
import { judgeLater } from './connection.js';
import { fault, notChecked, ok, type Verdict } from './finding.js';
import type { Answer, Failure } from './request.js';
import type { Reply } from './reply.js';

/** Headers in which caches say where an answer is from, as they are written in messages. */
const CACHE_HEADERS = [
  'X-Cache',
  'X-Cache-Status',
  'CF-Cache-Status',
  'X-Vercel-Cache',
  'X-Proxy-Cache',
  'Cache-Status',
];

/** As in `HIT`, `Hit from cloudfront`, `TCP_MEM_HIT`, `ExampleCache; hit`. */
const FROM_CACHE = /hit\b|\bstale\b|\brevalidated\b|\bupdating\b/i;

const FIX = 'Tell the CDN or the proxy not to cache this path, and answer with "Cache-Control: no-store".';

/** Why a cache asked the origin, as in `ExampleCache; fwd=stale`: then the answer is not from the cache. */
const FORWARDED = /\bfwd=[\w-]+/g;

export function checkNoStore({ headers }: Answer): Verdict {
  const forbids = (name: string): boolean =>
    (headers.get(name) ?? '')
      .toLowerCase()
      .split(',')
      // Zero is what nginx has in X-Accel-Expires.
      .some((one) => one.trim() === (name === 'x-accel-expires' ? '0' : 'no-store'));
  const ofCdn = [...headers.keys()].find((name) => isForCdns(name) && !forbids(name));
  if (ofCdn !== undefined) {
    return fault(`a CDN may keep the answer, because it has the header ${ofCdn}. Remove that header.`);
  }
  if (forbids('cache-control')) return ok('nothing may keep the answer');
  return fault(
    'a browser, a CDN or a proxy may keep the answer and give it to the next customer. Set the header "Cache-Control: no-store".',
  );
}

/** @param answers - The first one, and the second if there is one. */
export function checkCache(answers: readonly (Answer | Failure | undefined)[]): Verdict {
  const signs = answers.flatMap((answer) => (answer?.status === undefined ? [] : signsOf(answer)));
  if (signs.length === 0) return ok('no header says that an answer came from a cache');
  return fault(`an answer came from a cache, says ${[...new Set(signs)].join(' and ')}. ${FIX}`);
}

function signsOf({ headers }: Answer): string[] {
  const signs = CACHE_HEADERS.filter((name) =>
    FROM_CACHE.test((headers.get(name.toLowerCase()) ?? '').replace(FORWARDED, '')),
  );
  return ageOf(headers) > 0 ? ['Age', ...signs] : signs;
}

/** For how many seconds a cache has kept the answer. */
export function ageOf(headers: Answer['headers']): number {
  const age = headers.get('age') ?? '';
  return /^\d{1,9}$/.test(age) ? Number(age) : 0;
}

/** @param second - The reply to the same request, more than a second later. */
export function checkSecondAnswer(first: Reply, second: Reply | undefined): Verdict {
  if (second === undefined) return notChecked('the first answer has no token to compare with');
  return judgeLater(second.answer, () => {
    if (second.token === undefined) {
      return fault('it has no token. The endpoint must answer as often as the widget asks.');
    }
    if (second.token !== first.token) return ok('another token');
    return fault(`it has the same token: it was kept somewhere. ${FIX} Create a token for each request.`);
  });
}
