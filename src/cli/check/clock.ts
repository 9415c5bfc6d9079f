// The server's clock, and the time in the token, compared with this machine's clock.

import { MAX_TIME_SECONDS } from '../../rules/limits.js';
import { ageOf } from './cache.js';
import { fault, notChecked, ok, type Verdict } from './finding.js';
import type { Answer } from './request.js';
import type { Reply } from './reply.js';

/**
 * A token of the future may be refused, so that a second is too much. A slow clock only shortens the token's
 * life, and a slow endpoint looks like one.
 */
const MAX_AHEAD_SECONDS = 1;
const MAX_BEHIND_SECONDS = 30;

const FIX = 'Synchronize both clocks with NTP.';

export function checkClock({ inspection }: Reply, answer: Answer): Verdict {
  const date = Date.parse(answer.headers.get('date') ?? '') / 1000 + ageOf(answer.headers);
  const iat = readTime(inspection?.claims?.iat);
  if (Number.isNaN(date) && Number.isNaN(iat)) return notChecked('there is neither a Date header nor an iat');
  const ofServer = describeDifference(date, answer);
  if (ofServer !== undefined) {
    return fault(`the server's Date is ${ofServer} this machine's clock. ${FIX}`);
  }
  const ofToken = describeDifference(iat, answer);
  if (ofToken === undefined) return ok("the times of the answer agree with this machine's clock");
  const why = Number.isNaN(date) ? FIX : 'Create the token when it is asked for, with iat from Date.now().';
  return fault(`the token's iat is ${ofToken} this machine's clock. ${why}`);
}

/** NaN for anything but a time in seconds: what is wrong with it is told about the token. */
function readTime(iat: unknown): number {
  return typeof iat === 'number' && Math.abs(iat) < MAX_TIME_SECONDS ? iat : NaN;
}

/** A time in whole seconds is up to a second behind, and it is one between the request and the answer. */
function describeDifference(time: number, { startedAt, endedAt }: Answer): string | undefined {
  const ahead = time - endedAt / 1000;
  if (ahead >= MAX_AHEAD_SECONDS) return `${Math.round(ahead)} s ahead of`;
  const behind = startedAt / 1000 - (time + 1);
  return behind >= MAX_BEHIND_SECONDS ? `${Math.round(behind)} s behind` : undefined;
}
