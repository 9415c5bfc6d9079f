// What the endpoint answered: whether Amazon's snippet finds a token in it. The snippet reads `data` from the
// JSON.

import { typeName } from '../../lib/untrusted.js';
import { isSecurityKey } from '../../rules/swapped.js';
import { secretFinder } from '../../lib/secret-finder.js';
import { explainOurError } from '../our-errors.js';
import { fault, NO_ANSWER, NO_TOKEN, notChecked, ok, warning, type Verdict } from './finding.js';
import type { Reply } from './reply.js';
import type { Answer } from './request.js';

/** What a visitor would get. */
interface Found {
  readonly verdict: Verdict;
  /** The token, also from where the snippet does not find it: there may be more wrong with it. */
  readonly token: string | undefined;
}

const TOKEN = /^ey[\w-]*\.[\w-]*\.[\w-]*$/;

/** How deep in the JSON a token is searched, and in how many values. */
const MAX_DEPTH = 4;
const MAX_VALUES = 1000;

const NOT_VALUES = ['undefined', 'null', '[object Promise]', '[object Object]'];

const SIGN_IN_HINT = "Send what identifies a customer: --header 'Cookie: NAME=VALUE'.";

/** @param isIdentified - Whether the request had a header of the user. */
export function checkStatus({ status, headers, body }: Answer, url: URL, isIdentified: boolean): Verdict {
  if (isSuccess(status)) return ok(String(status));
  if (status === 304) {
    return fault(
      '304, although nothing was kept: a cache answered, or the server always does. Tell it not to cache this path, and answer 200 with "Cache-Control: no-store".',
    );
  }
  if (status >= 300 && status < 400) {
    const to = describeTarget(headers.get('location'), url);
    return fault(
      `${status}, a redirect${to}, which was not followed. Use the URL that answers with a token. If this is a sign-in: ${SIGN_IN_HINT}`,
    );
  }
  return fault(`${status}. ${explainOurError(parse(body)[0]) ?? fixStatus(status, isIdentified)}`);
}

function fixStatus(status: number, isIdentified: boolean): string {
  if (status === 401 || status === 403) {
    return isIdentified
      ? 'The endpoint did not accept what was sent with --header: it may have expired. Copy it again.'
      : SIGN_IN_HINT;
  }
  if (status === 404) return 'Check the path.';
  if (status === 405) {
    return "The endpoint does not answer this method. Amazon's snippet sends GET. If your page sends POST, use --method POST.";
  }
  if (status === 429) return 'Wait, and check again.';
  return "Look at the server's log.";
}

/** The first name in a path, as in /login. What follows it, or is percent-encoded, may be a secret. */
const FIRST_NAME = /^\/[\w.-]{0,30}(?![^/])/;

/** Where a redirect leads: without the query, which may contain a token. */
function describeTarget(location: string | undefined, url: URL): string {
  if (location === undefined || !URL.canParse(location, url.href)) return '';
  const { origin, pathname } = new URL(location, url);
  return ` to ${origin}${FIRST_NAME.exec(pathname)?.[0] ?? ''}`;
}

export function checkContentType({ headers, body }: Answer): Verdict {
  if (body === '') return notChecked('the answer has no body');
  const type = headers.get('content-type');
  if (type !== undefined && /^application\/([\w.-]+\+)?json *(;|$)/i.test(type)) return ok('JSON');
  const is = type === undefined ? 'is missing' : 'is not that of JSON';
  return warning(`${is}. Answer with Response.json(), or res.json() in Express, which set it.`);
}

/**
 * Whether the snippet finds a token, and whether an answer shows the key, also in a header or to a stranger.
 *
 * @param all - Every reply.
 */
export function checkAnswer({ found }: Reply, all: readonly Reply[], secret: unknown): Verdict {
  const shows = secretFinder([secret]);
  const isExposed = all.some(({ answer }) => textsOf(answer).some(shows));
  if (!isExposed) return found ?? NO_ANSWER;
  return fault(
    'an answer contains characters of the security key, which anyone can read there. Answer only with {"data":"<token>"}, and rotate the key.',
  );
}

/** The body and the headers, also decoded: PHP writes a slash in JSON with a backslash, and URLs have %2F. */
function textsOf(answer: Reply['answer']): string[] {
  if (answer.status === undefined) return [];
  return [answer.body, ...answer.headers.values()].flatMap((text) => [
    text,
    text.replaceAll('\\/', '/').replace(/%2[bf]|%3d/gi, (encoded) => decodeURIComponent(encoded)),
  ]);
}

/** The token in an answer, or what is there instead. */
export function findToken({ status, body, problem }: Answer): Found {
  if (problem !== undefined) return { verdict: notChecked('the answer is not complete'), token: undefined };
  const found = readBody(body.trim());
  // The status says why there is none.
  const isExplained = found.token === undefined && !isSuccess(status);
  return isExplained ? { ...found, verdict: NO_TOKEN } : found;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function readBody(body: string): Found {
  if (body === '') {
    return { verdict: fault('it is empty. Answer with {"data":"<token>"}.'), token: undefined };
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { verdict: fault(explainNotJson(body)), token: TOKEN.test(body) ? body : undefined };
  }
  const data = readData(value);
  const problem = findProblem(value, data);
  if (problem !== undefined) return { verdict: fault(problem), token: searchToken(value) };
  return { verdict: ok('JSON with a string in "data", as the snippet reads it'), token: String(data) };
}

function explainNotJson(text: string): string {
  if (text.startsWith('<')) {
    return `it is a web page, not JSON. Does the endpoint need a sign-in? ${SIGN_IN_HINT} Otherwise check the path.`;
  }
  if (TOKEN.test(text)) return 'it is only a token. The snippet reads JSON: answer with {"data":"<token>"}.';
  return 'it is not JSON. Answer with {"data":"<token>"}.';
}

function readData(value: unknown): unknown {
  return isObject(value) && Object.hasOwn(value, 'data') ? value.data : undefined;
}

function findProblem(value: unknown, data: unknown): string | undefined {
  if (typeof value === 'string') {
    return 'it is encoded twice: the JSON is only a string. Pass the object itself to res.json(), not the string of JSON.stringify().';
  }
  if (!isObject(value)) return `it is JSON, but ${typeName(value)}. Answer with {"data":"<token>"}.`;
  if (data === undefined) return explainNoData(value);
  if (typeof data !== 'string') return explainNoString(data);
  if (data === '')
    return '"data" is empty. Look at the server\'s log, and answer with a token or a status 500.';
  if (NOT_VALUES.includes(data)) {
    return `"data" is the text "${data}", not a token. Use await createWidgetToken(), and pass its result as it is.`;
  }
  if (isSecurityKey(data)) {
    return '"data" looks like a security key, which must stay on the server. Answer with the result of createWidgetToken(), and rotate the key.';
  }
  if (/^\s*["{[]/.test(data)) {
    return '"data" is encoded twice: it contains JSON. Pass the token itself, not JSON.stringify(token).';
  }
  return undefined;
}

function explainNoData(value: Record<string, unknown>): string {
  if (Object.keys(value).length === 0) {
    return 'it is {}, as JSON writes { data: undefined }: the token is undefined. Use await createWidgetToken(), and return its result.';
  }
  if (Object.hasOwn(value, 'statusCode') && Object.hasOwn(value, 'body')) {
    return 'it is what a Lambda function returns. In API Gateway, turn on "Lambda proxy integration".';
  }
  const named = ['token', 'jwt', 'access_token', 'accessToken', 'id_token', 'idToken', 'body', 'result'];
  const name = named.find((one) => Object.hasOwn(value, one));
  return name === undefined
    ? 'it is JSON without "data", which the snippet reads. Answer with {"data":"<token>"}.'
    : `the token is in "${name}", and the snippet reads "data". Rename it: {"data":"<token>"}.`;
}

function explainNoString(data: unknown): string {
  const type = typeName(data);
  const isPromise = isObject(data) && Object.keys(data).length === 0;
  return isPromise
    ? '"data" is {}, as JSON writes a Promise. Use await createWidgetToken().'
    : `"data" must be a string, not ${type}. Answer with {"data":"<token>"}.`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The only token anywhere in JSON, also in JSON within it. */
function searchToken(value: unknown): string | undefined {
  const tokens = new Set<string>();
  let level = [value];
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    for (const one of level) if (typeof one === 'string' && TOKEN.test(one)) tokens.add(one);
    level = level.flatMap(membersOf).slice(0, MAX_VALUES);
  }
  const [token, ...others] = tokens;
  return others.length === 0 ? token : undefined;
}

function membersOf(value: unknown): unknown[] {
  if (typeof value === 'string') return parse(value);
  return typeof value === 'object' && value !== null ? Object.values(value).slice(0, MAX_VALUES) : [];
}

function parse(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
