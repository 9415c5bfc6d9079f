// The token in what people have: alone, in JSON, in a header or a cookie, in the whole answer of an endpoint.
// What was pasted may be a customer's data, so that no message contains it, except names in JSON.

import { CliError, requireCliError } from './error.js';
import { readAnswer } from './http-answer.js';
import { readHeaders } from './pasted-headers.js';
import { readJsonAnswer } from './json-answer.js';
import { looksLikeToken, withoutFrame, type Pasted } from './token-text.js';
import { findWithinText } from './within-text.js';

const EMPTY =
  'There is no token: the input is empty. Did the endpoint answer 401? Use curl -i, which shows it.';

const URL_GIVEN = 'This is a URL. Use check, which requests it: amazon-connect-widget-token check URL';

const WEB_PAGE =
  'This is a web page (HTML): does the endpoint need a sign-in? It must answer {"data":"<token>"}.';

const PYTHON_BYTES = "Python printed the token as bytes, b'…'. Use token.decode('ascii') in the answer.";

/** What String(object) returns, and what Node.js prints of a Promise. */
const OBJECT_TEXT = /^(\[object \w+\]|Promise \{[^]*\})$/;

/** The token in what was pasted. What may be a token is returned as it is, to be inspected. */
export function readPasted(pasted: string): Pasted {
  const text = pasted.trim();
  const answer = readAnswer(text);
  if (answer !== undefined) return readBody(answer.status, answer.body);
  if (withoutFrame(text) === '') throw new CliError(1, EMPTY);
  if (/^https?:\/\//i.test(text)) return readUrl(text);
  if (text.startsWith('<')) throw new CliError(1, WEB_PAGE);
  // As it is, with its space.
  if (OBJECT_TEXT.test(text)) return { token: text, notes: [] };
  const alone = { token: withoutFrame(text), notes: [] };
  // Before anything is searched for in the text: a token may be broken into lines.
  if (looksLikeToken(alone.token)) return alone;
  return readJsonAnswer(text) ?? readPython(text) ?? readHeaders(text) ?? findWithinText(text) ?? alone;
}

function readBody(status: number, body: string): Pasted {
  const answered = `The endpoint answered ${status}.`;
  if (body === '') throw new CliError(1, `${answered} The body is empty. ${fixOf(status)}`);
  if (status >= 200 && status < 300) return readPasted(body);
  try {
    const { token, notes } = readPasted(body);
    return { token, notes: [`${answered} ${fixOf(status)}`, ...notes] };
  } catch (error) {
    const problem = requireCliError(error);
    // Whatever the body says: API Gateway has its own words, and no line in the server's log.
    const isRefusal = (status === 401 || status === 403) && !body.includes('origin_not_allowed');
    throw new CliError(problem.status, `${answered} ${isRefusal ? fixOf(status) : problem.message}`);
  }
}

function fixOf(status: number): string {
  if (status === 401 || status === 403) return 'Request it as a customer who is signed in.';
  if (status === 404) return 'Check the path.';
  if (status === 304) {
    return 'The endpoint must answer 200 with "Cache-Control: no-store", so that no browser keeps the token.';
  }
  if (status >= 300 && status < 400) return 'It is a redirect: does the endpoint need a sign-in?';
  return status >= 500 ? "The server's log has the reason." : 'It must answer 200 with {"data":"<token>"}.';
}

function readUrl(text: string): Pasted {
  const within = findWithinText(text);
  if (within === undefined) throw new CliError(1, URL_GIVEN);
  return within;
}

function readPython(text: string): Pasted | undefined {
  const [, , token] = /^b(['"])([\w.-]+)\1$/.exec(text) ?? [];
  return token === undefined ? undefined : { token, notes: [PYTHON_BYTES] };
}
