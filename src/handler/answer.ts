// The one answer of the three handlers: a status, headers and a body for what a server passes. It takes the
// customer from what the server knows, its answers are never cached, and the browser does not learn what
// failed.

import { WidgetTokenError, type Issue } from '../errors.js';
import { makeIssue } from '../lib/issues.js';
import { requireServer, requireWebCrypto } from '../lib/runtime.js';
import { typeName } from '../lib/untrusted.js';
import { secretsOf } from '../rules/swapped.js';
import { signToken } from '../token/create.js';
import { callOption, failureOf, type Failure } from './call.js';
import { FETCH, HONO } from './fetch.js';
import { ownHeaders } from './headers.js';
import { LAMBDA } from './lambda.js';
import { logError } from './log.js';
import { FASTIFY, KOA, NODE, NODE_WITHOUT_RESPONSE } from './node.js';
import { readHandlerOptions, type TokenHandlerOptions } from './options.js';
import { readCors, type Cors, type Header } from './origins.js';
import { replacePassOn, type Replaced } from './pass-on.js';
import { isResponse, mustNotAnswer, readClaims, readResponse, setStatus } from './returned.js';
import type { Answer, Asked, Server } from './server.js';

const METHODS = 'GET, POST';

const PREFLIGHT: readonly Header[] = [
  ['Access-Control-Allow-Methods', METHODS],
  ['Access-Control-Allow-Headers', 'Authorization, Content-Type'],
];

/** A server may have a key for each of many widgets. */
const MAX_REMEMBERED = 20;

const SERVERS = [FETCH, NODE, LAMBDA, HONO, KOA, FASTIFY, NODE_WITHOUT_RESPONSE];

/** Creates a handler for a kind of server. If another kind calls it, that one gets an answer too: 500. */
export function createHandler<Req, Context extends readonly unknown[]>(
  expected: Server,
  options: TokenHandlerOptions<Req, Context, unknown>,
): (...given: [request: Req, ...context: Context]) => Promise<unknown> {
  type Given = [request: Req, ...context: Context];
  const servers = [expected, ...SERVERS];
  const { widgetId, secret, expiresIn, origins, claims, onError } = readHandlerOptions(options);
  // No line in the log may show these: those of the options, and those of the last requests that fetched them.
  let secrets = secretsOf({ widgetId, secret });

  /** Undefined if someone else has answered. */
  async function answer({ method }: Asked, cors: Cors, passed: Replaced<Given>): Promise<Answer | undefined> {
    const { given } = passed;
    // An answer to HEAD has no body.
    const bodyOf = (error: string): string | undefined =>
      method === 'HEAD' ? undefined : writeMember('error', error);
    if (!cors.isAllowed) return json(403, bodyOf('origin_not_allowed'), cors);
    const allow: Header = ['Allow', origins === undefined ? METHODS : `${METHODS}, OPTIONS`];
    if (method === 'OPTIONS' && origins !== undefined)
      return json(204, undefined, cors, [allow, ...PREFLIGHT]);
    if (method !== 'GET' && method !== 'POST') return json(405, bodyOf('method_not_allowed'), cors, [allow]);
    // Before the key is fetched: a visitor who is not signed in must not cause a call to the secret store.
    const status = expected.statusOf?.(given);
    const returned = await callClaims(claims, passed);
    if (expected.isAnswered(given)) return undefined;
    if (isResponse(returned)) return readResponse(returned, cors);
    if (status !== expected.statusOf?.(given)) throw setStatus();

    const id = typeof widgetId === 'function' ? await callOption('widgetId', widgetId, given) : widgetId;
    const key = typeof secret === 'function' ? await callOption('secret', secret, given) : secret;
    const added = secretsOf({ widgetId: id, secret: key }).filter((one) => !secrets.includes(one));
    secrets = [...added, ...secrets].slice(0, MAX_REMEMBERED);
    const issues: Issue[] = [];
    const token = {
      ...readClaims(returned, issues),
      widgetId: id,
      secret: key,
      expiresIn,
      issuedAt: undefined,
    };
    requireServer();
    requireWebCrypto();
    return json(200, writeMember('data', await signToken(token, issues)), cors);
  }

  async function report(failure: Failure, { given, takeError }: Replaced<Given>): Promise<void> {
    if (onError === undefined) {
      logError([failure], secrets);
      return;
    }
    try {
      if (isResponse(await onError(failure.thrown, ...given))) throw mustNotAnswer();
      throwIfAny(takeError('onError'));
    } catch (thrown) {
      // The answer must not depend on onError, and no error must be lost.
      const isSame = thrown === failure.thrown;
      logError(isSame ? [failure] : [failure, { thrown, option: 'onError' }], secrets);
    }
  }

  return async (...all) => {
    let passed = replacePassOn(all, expected.passOn);
    let server = expected;
    let cors = readCors(origins, () => undefined);
    try {
      const caller = servers.find(({ isCaller }) => isCaller(all));
      server = caller ?? expected;
      // That of the server that called, also if it is another one: onError receives it.
      passed = replacePassOn(all, server.passOn);
      if (caller !== expected) throw wrongCaller(expected, caller, all);
      const asked = expected.read(all);
      cors = readCors(origins, asked.header);
      const answered = await answer(asked, cors, passed);
      return answered && (await expected.write(answered, all));
    } catch (caught) {
      const failure = failureOf(caught);
      if (expected.isControlFlow?.(failure.thrown) === true) throw failure.thrown;
      await report(failure, passed);
      return await writeFailure(server, cors, all);
    } finally {
      // The request was answered, perhaps with a token: no one but the log can be told.
      passed.onLateCall((thrown) => {
        logError([{ thrown }], secrets, `The endpoint had answered when ${String(server.passOn)} was called`);
      });
    }
  };
}

/** What `claims` returned, or the `Response` that it threw. */
async function callClaims<Given extends readonly unknown[]>(
  claims: (...given: Given) => unknown,
  { given, takeError }: Replaced<Given>,
): Promise<unknown> {
  const call = async (...own: Given): Promise<unknown> => {
    const returned = await claims(...own);
    throwIfAny(takeError('claims'));
    return returned;
  };
  try {
    return await callOption('claims', call, given);
  } catch (caught) {
    // What was thrown says more than what was passed on.
    takeError('claims');
    const { thrown } = failureOf(caught);
    if (isResponse(thrown)) return thrown;
    throw caught;
  }
}

function throwIfAny(error: Error | undefined): void {
  if (error !== undefined) throw error;
}

/**
 * An object with one member in JSON, whose value needs no escaping: a token, or one of our words. Not by
 * JSON.stringify, so that no one's `Object.prototype.toJSON` can change it.
 */
function writeMember(name: 'data' | 'error', value: string): string {
  return `{"${name}":"${value}"}`;
}

function json(status: number, text: string | undefined, cors: Cors, headers: readonly Header[] = []): Answer {
  return {
    status,
    statusText: '',
    headers: [...ownHeaders(text, cors), ...headers],
    body: text ?? null,
    cors,
  };
}

/** The error for a handler that is called by a server of another kind. */
function wrongCaller(
  { argument, rule, fixUnknown }: Server,
  caller: Server | undefined,
  [first]: readonly unknown[],
): WidgetTokenError {
  const type = typeName(first);
  // "An event, not object" would be a riddle: an event is one.
  const not = type === 'object' ? '' : `, not ${type}`;
  const problem =
    caller === undefined
      ? `${rule}${not}. ${fixUnknown}`
      : `${rule}. The caller is ${caller.caller}. ${caller.fix}`;
  return new WidgetTokenError([makeIssue('ERR_REQUEST_INVALID', [argument], problem)]);
}

async function writeFailure(server: Server, cors: Cors, given: readonly unknown[]): Promise<unknown> {
  try {
    if (!server.isAnswered(given)) {
      // Not abandoned after this: a middleware, such as a session's, may end the answer later.
      return await server.write(json(500, writeMember('error', 'token_unavailable'), cors), given);
    }
  } catch {
    // The first error was reported.
  }
  server.abandon?.(given);
  return undefined;
}
