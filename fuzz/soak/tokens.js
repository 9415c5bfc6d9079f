// Creates many tokens with many secrets over a simulated day.

import assert from 'node:assert/strict';
import { createWidgetToken } from 'amazon-connect-widget-token';
import jsonwebtoken from 'jsonwebtoken';
import { watchHeap } from './heap.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Midnight, 2026-01-01. */
const START_MS = 1_767_225_600_000;

/** Every seventh token is created with an earlier secret, whose key may have left the cache. */
const RETURN_EVERY = 7;

/** Every hundredth token is verified, by jsonwebtoken at the simulated time. */
const VERIFY_EVERY = 100;

/** How much the heap may grow by chance, in bytes. A key that is kept takes several hundred bytes. */
const MAX_GROWTH = 400_000;

/** @param {number} number */
const secretOf = (number) => `secret number ${number}, which is long enough for HS256`;

const integer = new Intl.NumberFormat('en');

/**
 * @param {number} tokens
 * @param {number} tokensOfASecret Few enough that the first tenth has more secrets than fit into the cache of
 *   keys.
 * @param {(line: string) => void} print
 * @returns {Promise<string[]>} The problems.
 */
export async function soakTokens(tokens, tokensOfASecret, print) {
  /** An earlier secret, the same ones in each run. @param {number} token */
  const earlierSecret = (token) => (token * 7919) % (Math.floor(token / tokensOfASecret) + 1);

  /** @param {number} number */
  async function createToken(number) {
    const now = START_MS + Math.floor((number / tokens) * DAY_MS);
    Date.now = () => now;
    const isReturn = number % RETURN_EVERY === 0;
    const secret = secretOf(isReturn ? earlierSecret(number) : Math.floor(number / tokensOfASecret));
    const attributes = {
      memberId: String(number),
      name: 'Jane',
      note: number % 2 === 0 ? 'plain' : 'Zoë 👋',
    };
    const token = await createWidgetToken({ widgetId: 'widget-id', secret, attributes });
    if (number % VERIFY_EVERY !== 0) return;
    const clockTimestamp = Math.floor(now / 1000);
    const claims = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'], clockTimestamp });
    assert.deepEqual(claims, {
      sub: 'widget-id',
      iat: clockTimestamp,
      exp: clockTimestamp + 500,
      attributes,
    });
  }

  print(
    `\n${integer.format(tokens)} tokens, ${integer.format(tokens / tokensOfASecret)} secrets, a simulated day, Node.js ${process.version}.\n`,
  );
  return watchHeap('tokens', tokens, MAX_GROWTH, print, async (from, to) => {
    for (let number = from; number < to; number++) await createToken(number);
  });
}
