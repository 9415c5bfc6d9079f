// Runs a command line: what it prints, and its exit status. It never rejects.

import { createRequire } from 'node:module';
import { parseCommandLine, tokenOf, valueOf, type CommandLine } from './arguments.js';
import { help } from './help.js';
import {
  joinAttributes,
  parseAttributes,
  readJson,
  readSecret,
  readToken,
  readVariable,
  secretsRead,
} from './input.js';
import { CliError } from './error.js';
import { hasColors } from './colors.js';
import { findHidden } from './hidden.js';
import { hider } from './hide.js';
import { formatReport, painter, toPrintableJson } from './report.js';
import { requireUtf8 } from './utf8-arguments.js';
import { inTermsOfCommand, namesOf, wordInspected } from './wording.js';
import { createWidgetToken, WidgetTokenError, type CreateWidgetTokenOptions, type Issue } from '../index.js';
import { looksLikeSecurityKey } from '../rules/swapped.js';

/** What the command prints, and its exit status. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly out?: string;
  readonly errors?: string;
}

const NO_WIDGET_ID = 'The widget id is missing. Use --widget-id ID, or set CONNECT_WIDGET_ID.';

const NO_KEY = 'The security key is missing. Set CONNECT_SECRET, or use --secret-file FILE.';

const UNEXPECTED = 'An unexpected error. It is not printed, because it may contain the key.';

/** @param args - The command line, without Node.js and the file of the command. */
export function run(args: string[]): Promise<Outcome> {
  return runCommand(args).catch(explain);
}

async function runCommand(args: string[]): Promise<Outcome> {
  requireUtf8(args);
  const line = parseCommandLine(args);
  if (line.options.has('help')) return { status: 0, out: help(line.command) };
  if (line.options.has('version')) return { status: 0, out: `${version()}\n` };
  if (line.command === undefined) return { status: 2, errors: help() };
  try {
    if (line.command === 'check') return await check(line);
    return line.command === 'sign' ? await sign(line) : await inspect(line);
  } catch (error) {
    if (!(error instanceof WidgetTokenError)) throw error;
    return { status: 1, errors: printable(error.issues.map((issue) => lineOf(issue, line))) };
  }
}

async function sign(line: CommandLine): Promise<Outcome> {
  const widgetId = widgetIdOf(line);
  const pairs = parseAttributes(line.options.get('attribute') ?? []);
  const secret = await readSecret(valueOf(line, 'secret-file'));
  const missing = [
    ...(widgetId === undefined ? [NO_WIDGET_ID] : []),
    ...(secret === undefined ? [NO_KEY] : []),
  ];
  if (widgetId === undefined || secret === undefined) throw new CliError(2, ...missing);
  // Connect's keys end in "=", so that a key in a wrong place looks like KEY=VALUE.
  if ([...pairs.keys()].some((key) => key.length >= 16 && secret.startsWith(key))) {
    throw new CliError(2, 'An --attribute is the security key, which others may have seen. Rotate the key.');
  }
  const expiresIn = valueOf(line, 'expires-in');
  const options = {
    widgetId,
    secret,
    attributes: joinAttributes(await jsonOf(line, 'attributes'), pairs),
    customerId: valueOf(line, 'customer-id'),
    relatedContactId: valueOf(line, 'related-contact-id'),
    segmentAttributes: await jsonOf(line, 'segment-attributes'),
    expiresIn: /^\d+$/.test(expiresIn ?? '') ? Number(expiresIn) : expiresIn,
  };
  // Whatever is in the files: createWidgetToken checks it.
  const token = await createWidgetToken(options as CreateWidgetTokenOptions);
  return { status: 0, out: `${token}\n` };
}

async function inspect(line: CommandLine): Promise<Outcome> {
  const secret = await readSecret(valueOf(line, 'secret-file'));
  // Loaded only here, because sign does not need it.
  const { inspectWidgetToken } = await import('../verify.js');
  const { token, ...pasted } = await readToken(tokenOf(line));
  const found = await inspectWidgetToken(token, { secret, widgetId: widgetIdOf(line) });
  const hidden = findHidden(found, secretsKnown());
  const issues = [...found.issues.map((issue) => wordInspected(issue, namesOf(line))), ...hidden.issues];
  const inspection = { ...found, issues };
  const notes = [...pasted.notes, ...hidden.notes];
  const out = line.options.has('json')
    ? `${toPrintableJson({ ...inspection, notes: notes.length > 0 ? notes : undefined }, hidden.hide)}\n`
    : formatReport(inspection, { hide: hidden.hide, paint: painter(hasColors()), notes });
  return { status: issues.length === 0 ? 0 : 1, out };
}

async function check(line: CommandLine): Promise<Outcome> {
  // Loaded only here, because it needs Node.js's HTTP client, which takes longer to load than all the rest.
  const command = await import('./check/check.js');
  const { inspectWidgetToken } = await import('../verify.js');
  return command.check(line, { inspect: inspectWidgetToken, colors: hasColors() });
}

function widgetIdOf(line: CommandLine): string | undefined {
  return valueOf(line, 'widget-id') ?? readVariable('CONNECT_WIDGET_ID');
}

async function jsonOf(line: CommandLine, option: 'attributes' | 'segment-attributes'): Promise<unknown> {
  const file = valueOf(line, option);
  return file === undefined ? undefined : await readJson(file, `--${option}`);
}

function version(): string {
  const manifest = createRequire(import.meta.url)('amazon-connect-widget-token/package.json') as {
    version: string;
  };
  return manifest.version;
}

/** A line for each problem. */
function explain(error: unknown): Outcome {
  if (error instanceof CliError) return { status: error.status, errors: printable(error.lines) };
  return { status: 1, errors: printable([UNEXPECTED]) };
}

function lineOf(issue: Issue, line: CommandLine): string {
  const { code, message } = inTermsOfCommand(issue, namesOf(line));
  return `${code}: ${message}`;
}

/** With CONNECT_WIDGET_ID, if the two variables are swapped. */
function secretsKnown(): unknown[] {
  const widgetId = readVariable('CONNECT_WIDGET_ID');
  const swapped = looksLikeSecurityKey(widgetId) ? widgetId : undefined;
  return [readVariable('CONNECT_SECRET'), swapped, ...secretsRead];
}

function printable(lines: readonly string[]): string {
  const hide = hider(secretsKnown());
  return lines.map((line) => `${hide(line)}\n`).join('');
}
