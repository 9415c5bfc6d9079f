// Every check, from the answers of the endpoint to a finding.

import { checkAnswer, checkContentType, checkStatus } from './answer.js';
import { checkCache, checkNoStore, checkSecondAnswer } from './cache.js';
import { checkClock } from './clock.js';
import { checkConnection } from './connection.js';
import { checkCors, checkCorsWithCookies, checkPreflight } from './cors.js';
import { withoutUnsafeHeaders, type Dialogue } from './dialogue.js';
import type { Hidden } from '../hidden.js';
import type { OptionNames } from '../wording.js';
import { CHECKS, fault, NO_ANSWER, NO_TOKEN, ok, type Check, type Finding, type Verdict } from './finding.js';
import { hasCookie, isIdentifying } from './headers.js';
import { isPrivate, type CheckOptions } from './options.js';
import type { Answer } from './request.js';
import { checkOtherOrigins, checkStrangers } from './strangers.js';
import { checkSignature, checkToken, checkWidget } from './token.js';

/** What is known of the first token besides its inspection. */
interface Known {
  /** Undefined without a token. */
  readonly hidden: Hidden | undefined;
  readonly names: OptionNames;
}

/** @param given - The options, also with headers that were not sent. */
export function findAll(given: CheckOptions, dialogue: Dialogue, { hidden, names }: Known): Finding[] {
  const options = withoutUnsafeHeaders(given);
  const { first, second, stranger, foreign, preflight } = dialogue;
  const replies = [first, second, stranger, ...foreign].filter((reply) => reply !== undefined);
  const isIdentified = options.headers.some(isIdentifying);
  const answer = first.answer.status === undefined ? undefined : first.answer;
  const ofAnswer = (judge: (answer: Answer) => Verdict): Verdict =>
    answer === undefined ? NO_ANSWER : judge(answer);

  const verdicts: Record<Check, Verdict> = {
    address: checkAddress(given),
    connection: checkConnection(first.answer, options.timeoutSeconds),
    status: ofAnswer((one) => checkStatus(one, options.url, isIdentified)),
    'content type': ofAnswer(checkContentType),
    answer: checkAnswer(first, replies, options.secret),
    token: checkToken(first, hidden),
    signature: checkSignature(first, options, names),
    'widget id': checkWidget(first, options, names),
    'no-store': first.token === undefined ? NO_TOKEN : ofAnswer(checkNoStore),
    cache: ofAnswer((one) => checkCache([one, second?.answer])),
    'second answer': checkSecondAnswer(first, second),
    clock: ofAnswer((one) => checkClock(first, one)),
    CORS: checkCors(options, hasCookie(options.headers) ? stranger?.answer : answer),
    'CORS with cookies': checkCorsWithCookies(options, first.answer),
    preflight: checkPreflight(options, preflight),
    'other origins': checkOtherOrigins(isIdentified, hasCookie(options.headers), foreign),
    strangers: checkStrangers(isIdentified, first, second, stranger),
  };
  return CHECKS.map((check) => ({ check, ...verdicts[check] }));
}

function checkAddress({ url, headers }: CheckOptions): Verdict {
  if (isPrivate(url)) return ok(url.protocol === 'https:' ? 'https:' : 'http:, but only on this machine');
  const notSent = headers.length === 0 ? '' : ' --header was not sent.';
  return fault(`http: lets anyone on the way read the token.${notSent} Serve the endpoint over https:.`);
}
