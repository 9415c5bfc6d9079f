// What check was asked to do: the command line, read and checked before any request.

import { secretFinder } from '../../lib/secret-finder.js';
import { looksLikeSecurityKey } from '../../rules/swapped.js';
import { valueOf, type CommandLine } from '../arguments.js';
import { CliError, Problems } from '../error.js';
import { readSecret, readVariable, secretsRead } from '../input.js';
import { readText } from '../read-text.js';
import { readHeaders, secretsOf, type Header } from './headers.js';

export interface CheckOptions {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: readonly Header[];
  /** The origin of the page, as a browser sends it. */
  readonly origin: string | undefined;
  readonly timeoutSeconds: number;
  readonly widgetId: string | undefined;
  /** The security key, which is never sent. */
  readonly secret: string | undefined;
}

const DEFAULT_TIMEOUT_SECONDS = 10;

const MAX_TIMEOUT_SECONDS = 300;

const URL_EXAMPLE = 'https://www.example.com/token';

export async function readOptions(line: CommandLine): Promise<CheckOptions> {
  const problems = new Problems();
  const url = problems.read(() => readUrl(line.operands));
  const method = problems.read(() => readMethod(valueOf(line, 'method')));
  const origin = problems.read(() => readOrigin(valueOf(line, 'origin')));
  const timeoutSeconds = problems.read(() => readTimeout(valueOf(line, 'timeout')));
  problems.throwIfAny();
  const options = {
    url,
    method,
    origin,
    timeoutSeconds,
    widgetId: valueOf(line, 'widget-id') ?? readVariable('CONNECT_WIDGET_ID'),
    headers: await readHeaders(line.options.get('header') ?? [], (file) => readText(file, '--header')),
    secret: await readSecret(valueOf(line, 'secret-file')),
  };
  requireKeyNotSent(options);
  // Also for the messages of errors that are thrown later.
  secretsRead.push(...secretsOf(options.headers));
  return options;
}

/** Whether requests stay on this machine, so that no one can read them. */
export function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether no one on the way can read what is sent. */
export function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || isThisMachine(url);
}

/** Whether a browser compares the origin of the page with the answer's headers. */
export function isCrossOrigin({ url, origin }: CheckOptions): boolean {
  return origin !== undefined && origin !== url.origin;
}

function readUrl(operands: readonly string[]): URL {
  const [text, ...others] = operands;
  if (text === undefined) throw new CliError(2, `The URL is missing: check ${URL_EXAMPLE}`);
  if (others.length > 0) {
    throw new CliError(2, "check has only one URL. Put quotes around each --header: 'Cookie: session=ID'.");
  }
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new CliError(2, `The URL must be whole, with https:// or http://, as in check ${URL_EXAMPLE}`);
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    const fix = "Use --header 'Authorization: Basic ENCODED', with NAME:PASSWORD in Base64.";
    throw new CliError(2, `The URL must not have a name or a password: a browser does not fetch it. ${fix}`);
  }
  return url;
}

function readMethod(method = 'GET'): 'GET' | 'POST' {
  const upper = method.toUpperCase();
  if (upper === 'GET' || upper === 'POST') return upper;
  throw new CliError(2, '--method must be GET or POST. Default: GET.');
}

function readOrigin(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^https?:/i.test(text) && URL.canParse(text)) {
    const { href, origin } = new URL(text);
    if (href === `${origin}/`) return origin;
  }
  throw new CliError(
    2,
    '--origin must be where the page is, without a path, as in --origin https://www.example.com',
  );
}

function readTimeout(text = String(DEFAULT_TIMEOUT_SECONDS)): number {
  const seconds = /^\d+$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_TIMEOUT_SECONDS) return seconds;
  throw new CliError(
    2,
    `--timeout must be seconds, from 1 to ${MAX_TIMEOUT_SECONDS}, as in --timeout ${DEFAULT_TIMEOUT_SECONDS}.`,
  );
}

/** The values that hold the security key, or may hold it if two variables are swapped. */
export function keysOf({ secret, widgetId }: Pick<CheckOptions, 'secret' | 'widgetId'>): unknown[] {
  return [secret, readVariable('CONNECT_SECRET'), looksLikeSecurityKey(widgetId) ? widgetId : undefined];
}

function requireKeyNotSent(options: CheckOptions): void {
  const shows = secretFinder(keysOf(options));
  const { url, origin = '', headers } = options;
  const sent = [url.href, decode(url.href), origin, ...headers.flatMap(({ name, value }) => [name, value])];
  if (!sent.some(shows)) return;
  throw new CliError(
    2,
    'The URL or a --header contains characters of the security key, which is never sent. Remove them. If the key was ever sent, rotate it.',
  );
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
