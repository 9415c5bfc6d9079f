// The token in the JSON that an endpoint answers. Amazon's snippet reads only `data`; people answer with other
// names too, with JSON within JSON, or with an error.

import { hasDuplicateKey } from '../lib/duplicate-keys.js';
import { quote } from '../lib/issues.js';
import { typeName } from '../lib/untrusted.js';
import { CliError } from './error.js';
import { explainOurError } from './our-errors.js';
import { looksLikeToken, withoutFrame, type Pasted } from './token-text.js';

/** A token is not searched for deeper: API Gateway has it in JSON in `body`. */
const MAX_DEPTH = 8;

const ANSWER = 'Amazon\'s snippet reads only {"data":"<token>"}';

const TWICE = 'The JSON is encoded twice: answer with the object, not with its JSON.';

const ERROR_NAMES = ['error', 'errors', 'errorMessage', 'errorType', 'message'];

/** The token, or undefined for text that is not JSON of an object or an array. */
export function readJsonAnswer(text: string): Pasted | undefined {
  const value = parse(text);
  const within = typeof value === 'string' ? readJsonAnswer(value) : undefined;
  if (within !== undefined) return { ...within, notes: [TWICE, ...within.notes] };
  if (!isContainer(value)) return undefined;
  if (hasDuplicateKey(text)) {
    throw new CliError(
      1,
      'This JSON has a key twice, and parsers differ in which one they use. Give each key once.',
    );
  }
  const data = memberOf(value, 'data');
  // As it is: the widget removes nothing from it.
  if (typeof data === 'string') return { token: data, notes: [] };
  const found = tokensIn(value);
  const tokens = new Set(found.map(({ token }) => token));
  if (tokens.size > 1) throw new CliError(1, `This JSON has ${tokens.size} tokens. Pass one of them.`);
  const [first] = found;
  if (first === undefined) throw new CliError(1, explainNoToken(value, data));
  return {
    token: first.token,
    notes: [`The token is in ${placeOf(first.path)}. ${ANSWER}: answer with that.`],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function memberOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

interface Found {
  readonly token: string;
  readonly path: readonly (string | number)[];
}

/** The tokens in a value, also in strings that are JSON. */
function tokensIn(value: unknown, path: readonly (string | number)[] = []): Found[] {
  if (path.length > MAX_DEPTH) return [];
  if (typeof value === 'string') {
    const token = withoutFrame(value);
    if (looksLikeToken(token)) return [{ token, path }];
    const parsed = parse(value);
    return isContainer(parsed) ? tokensIn(parsed, path) : [];
  }
  if (!isContainer(value)) return [];
  const isArray = Array.isArray(value);
  return Object.entries(value).flatMap(([name, member]) =>
    tokensIn(member, [...path, isArray ? Number(name) : name]),
  );
}

function placeOf([first = '', ...others]: Found['path']): string {
  const within = others.map((name) => `[${quote(name)}]`).join('');
  return typeof first === 'number' ? `an array${within}` : `${quote(first)}${within}`;
}

function explainNoToken(value: object, data: unknown): string {
  const ours = explainOurError(value);
  if (ours !== undefined) return `There is no token. ${ours}`;
  if (ERROR_NAMES.some((name) => Object.hasOwn(value, name))) {
    return "There is no token: the endpoint answered with an error. The server's log has the reason.";
  }
  if (Object.keys(value).length === 0) {
    return 'There is no token in this JSON: it is empty. If the server answers with { data: token }, token is undefined.';
  }
  if (!Object.hasOwn(value, 'data')) return `There is no token in this JSON. ${ANSWER}.`;
  if (isContainer(data) && Object.keys(data).length === 0) {
    return 'There is no token: "data" is {}, which JSON.stringify makes of a Promise. Use await createWidgetToken(…).';
  }
  return `There is no token: "data" is ${typeName(data)}, not a string. ${ANSWER}.`;
}
