// The requests of check, one after the other: at most seven, and none of them twice for the same question.

import { setTimeout as sleep } from 'node:timers/promises';
import { headersToAllow, preflightHeaders } from './cors.js';
import { foreignOrigins } from './foreign-origins.js';
import { hasCookie, isIdentifying, type Header } from './headers.js';
import { isCrossOrigin, isPrivate, type CheckOptions } from './options.js';
import { customerOf, readReply, type Inspect, type Reply } from './reply.js';
import { ask, type Answer, type Failure } from './request.js';

/**
 * How long the second request waits after the first answer, in milliseconds: tokens that are created in the
 * same second may be equal.
 */
export const PAUSE_MS = 1100;

/** What the endpoint answered. Undefined for a request that would say nothing. */
export interface Dialogue {
  /** As the page asks. */
  readonly first: Reply;
  /** As the page asks, more than a second later. */
  readonly second: Reply | undefined;
  /** As the page of someone else asks: without the headers that identify the customer. */
  readonly stranger: Reply | undefined;
  /** As pages of other sites ask in the customer's browser. Empty if no header identifies the customer. */
  readonly foreign: readonly ForeignReply[];
  /** As a browser asks before a request with headers. */
  readonly preflight: Answer | Failure | undefined;
}

/** The reply to a request from another site. */
export interface ForeignReply extends Reply {
  readonly origin: string;
}

/** The options without headers that must not be sent. */
export function withoutUnsafeHeaders(options: CheckOptions): CheckOptions {
  return isPrivate(options.url) ? options : { ...options, headers: [] };
}

export async function talk(options: CheckOptions, inspect: Inspect, pauseMs: number): Promise<Dialogue> {
  const { url, method, timeoutSeconds, headers, origin, secret, widgetId } = options;
  const ordinary = headers.filter((header) => !isIdentifying(header));
  const isIdentified = headers.length > ordinary.length;
  const isCross = isCrossOrigin(options);
  const ofPage = originHeader(isCross || method === 'POST' ? origin : undefined);

  const send = async (sent: readonly Header[]): Promise<Reply> =>
    readReply(await ask(url, { method, headers: sent, timeoutSeconds }), inspect, { secret, widgetId });

  const first = await send([...headers, ...ofPage]);
  const hasToken = first.token !== undefined;
  if (hasToken) await sleep(pauseMs);
  const second = hasToken ? await send([...headers, ...ofPage]) : undefined;
  const isStrangerOfUse =
    (hasToken && customerOf(first).size > 0) ||
    (isCross && hasCookie(headers) && first.answer.status !== undefined);
  const stranger = isIdentified && isStrangerOfUse ? await send([...ordinary, ...ofPage]) : undefined;
  const foreign: ForeignReply[] = [];
  for (const one of isIdentified && hasToken ? foreignOrigins(origin ?? url.origin) : []) {
    foreign.push({ origin: one, ...(await send([...headers, ...originHeader(one)])) });
  }
  const needsPreflight = isCross && headersToAllow(headers).length > 0 && first.answer.status !== undefined;
  const preflight = needsPreflight
    ? await ask(url, { method: 'OPTIONS', headers: preflightHeaders(options), timeoutSeconds })
    : undefined;
  return { first, second, stranger, foreign, preflight };
}

function originHeader(origin: string | undefined): Header[] {
  return origin === undefined ? [] : [{ name: 'origin', value: origin }];
}
