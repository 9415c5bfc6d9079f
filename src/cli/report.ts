// What inspect prints. A token's claims come from anywhere, so nothing in them may control the terminal.

import type { Issue } from '../errors.js';
import { sayDuration } from '../lib/duration.js';
import { replaceUnprintable } from '../lib/printable.js';
import { MAX_EXPIRES_IN_SECONDS } from '../rules/limits.js';
import type { Inspection } from '../verify.js';
import { CliError } from './error.js';
import type { Hide } from './hide.js';

const BAR_WIDTH = 60;

/** A longer claim is printed only to this many characters. */
const MAX_VALUE_CHARACTERS = 300;
const PRINTED_CHARACTERS = 200;

const STYLES = { bold: 1, red: 31, green: 32, yellow: 33 };

/** A lifetime below this is said in seconds, so that 601 s are not "10 minutes". */
const EXACT_SECONDS = 1200;

/** How a text is printed, in colors or not. */
export type Paint = (style: keyof typeof STYLES, text: string) => string;

/** What a report needs besides the inspection. */
export interface ReportOptions {
  readonly hide: Hide;
  readonly paint: Paint;
  /** What to say besides the issues. */
  readonly notes: readonly string[];
}

export function painter(colors: boolean): Paint {
  return (style, text) => (colors ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
}

/** An inspection for people: the verdict, each problem, then what is in the token. */
export function formatReport(inspection: Inspection, options: ReportOptions): string {
  const lines = [...verdictLines(inspection, options), ...detailLines(inspection, options)];
  return `${lines.join('\n')}\n`;
}

/** The verdict, and under it the problems and the notes. */
function verdictLines({ issues, signature }: Inspection, { hide, paint, notes }: ReportOptions): string[] {
  const found = issues.map(({ code, message }) => `  ${paint('red', code)}: ${hide(message)}`);
  const others = notes.map((note) => `  ${paint('yellow', 'Note')}: ${hide(note)}`);
  return [verdictOf(issues, signature, paint), ...found, ...others];
}

function verdictOf(issues: readonly Issue[], signature: Inspection['signature'], paint: Paint): string {
  if (issues.length > 0) return paint('red', `✖ ${issues.length} problem${issues.length === 1 ? '' : 's'}`);
  const unchecked = signature === 'unchecked' ? '. The signature was not checked' : '';
  return `${paint('green', '✔ this token keeps every documented rule')}${unchecked}`;
}

/** The contents of the token, its size, lifetime and signature, in sections. */
function detailLines(inspection: Inspection, { hide, paint }: ReportOptions): string[] {
  const { header, claims, size } = inspection;
  const fits = size.fits ? 'green' : 'red';
  const sections: [title: string, state: string, lines: string[]][] = [
    ['Header', '', formatPart(header, hide)],
    ['Claims', '', formatPart(claims, hide)],
    ['Size', paint(fits, `${size.bytes} of ${size.maxBytes} bytes`), [paint(fits, bar(size))]],
    ['Lifetime', formatLifetime(inspection, paint), []],
    ['Signature', formatSignature(inspection, paint), []],
  ];
  return sections.flatMap(([title, state, lines]) => {
    const heading = paint('bold', title) + (state === '' ? '' : `: ${state}`);
    return ['', heading, ...lines.map((line) => `  ${line}`)];
  });
}

/**
 * JSON that is safe to print: without the secret, and with escapes for what JSON.stringify leaves and a
 * terminal obeys.
 */
export function toPrintableJson(value: unknown, hide: Hide): string {
  return replaceUnprintable(stringify(value, hide), (character) =>
    character === '\n'
      ? character
      : character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function stringify(value: unknown, hide: Hide): string {
  try {
    return JSON.stringify(value, (_name, member: unknown) => withoutSecret(member, hide), 2);
  } catch {
    throw new CliError(1, 'The token is nested too deeply to be printed. Contact attributes are strings.');
  }
}

/** A value within the JSON, without the secret in strings and names. */
function withoutSecret(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value as Record<string, unknown>);
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  return Object.fromEntries(members.map(([name, member]) => [hide(name), member]));
}

function formatPart(part: Inspection['header'], hide: Hide): string[] {
  if (part === undefined) return ['cannot be read'];
  return toPrintableJson(part, (text) => shorten(hide(text))).split('\n');
}

/** A long value without its end, so that the problems stay on the screen. --json has all of it. */
function shorten(text: string): string {
  if (text.length <= MAX_VALUE_CHARACTERS) return text;
  return `${text.slice(0, PRINTED_CHARACTERS)}... (${text.length} characters)`;
}

function bar({ bytes, maxBytes }: Inspection['size']): string {
  const used = Math.min(BAR_WIDTH, Math.ceil((bytes / maxBytes) * BAR_WIDTH));
  return '█'.repeat(used) + '░'.repeat(BAR_WIDTH - used);
}

function formatLifetime({ claims, expiresInSeconds, issues }: Inspection, paint: Paint): string {
  if (expiresInSeconds === undefined) return paint('red', 'unknown');
  const exp = Number(claims?.exp);
  const isExpired = expiresInSeconds <= 0;
  const state = isExpired
    ? `expired ${sayDuration(-expiresInSeconds)} ago`
    : `${sayDuration(expiresInSeconds)} left`;
  const isWrong = issues.some(({ code }) => code === 'ERR_TOKEN_LIFETIME');
  const total = isWrong ? `, ${explainTotal(exp - Number(claims?.iat))}` : '';
  const date = new Date(exp * 1000).toISOString();
  return `${paint(isWrong || isExpired ? 'red' : 'green', state + total)}, ${isExpired ? 'at' : 'until'} ${date}`;
}

/** The lifetime as a whole, if it breaks the rule. */
function explainTotal(seconds: number): string {
  if (seconds <= 0) return 'and it never was valid';
  const said = seconds < EXACT_SECONDS ? `${seconds} s` : sayDuration(seconds);
  return `of ${said} in all, where at most ${MAX_EXPIRES_IN_SECONDS / 60} minutes are allowed`;
}

function formatSignature({ signature, header, issues }: Inspection, paint: Paint): string {
  if (signature === 'valid') {
    const isKeyWrong = issues.some(({ code }) => code === 'ERR_SECRET_INVALID');
    return isKeyWrong ? paint('red', 'valid only with this wrong key') : paint('green', 'valid');
  }
  if (signature === 'invalid') return paint('red', 'invalid');
  return `unchecked (${explainUnchecked(header)})`;
}

function explainUnchecked(header: Inspection['header']): string {
  if (header === undefined) return 'the header cannot be read';
  return header.alg === 'HS256'
    ? 'set CONNECT_SECRET, or use --secret-file FILE'
    : 'the algorithm is not HS256';
}
