// What inspect prints. A token's claims come from anywhere, so nothing in them may control the terminal.

import { replaceUnprintable } from '../lib/printable.js';
import type { Inspection } from '../verify.js';
import { CliError } from './error.js';

const BAR_WIDTH = 60;

const STYLES = { bold: 1, red: 31, green: 32 };

const HIDDEN = '(not shown: it contains characters of the security key)';

type Paint = (style: keyof typeof STYLES, text: string) => string;

type Shows = (text: string) => boolean;

/** An inspection for people, in sections. */
export function formatReport(inspection: Inspection, shows: Shows, colors: boolean): string {
  const paint: Paint = (style, text) => (colors ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
  const { header, claims, size, issues } = inspection;
  const fits = size.fits ? 'green' : 'red';
  const found = issues.map(
    ({ code, message }) => `${paint('red', code)}: ${shows(message) ? HIDDEN : message}`,
  );
  const sections: [title: string, state: string, lines: string[]][] = [
    ['Header', '', formatPart(header, shows)],
    ['Claims', '', formatPart(claims, shows)],
    ['Size', paint(fits, `${size.bytes} of ${size.maxBytes} bytes`), [paint(fits, bar(size))]],
    ['Lifetime', formatLifetime(inspection, paint), []],
    ['Signature', formatSignature(inspection, paint), []],
    ['Issues', issues.length === 0 ? paint('green', 'none') : paint('red', String(issues.length)), found],
  ];
  const texts = sections.map(([title, state, lines]) => {
    const heading = paint('bold', title) + (state === '' ? '' : `: ${state}`);
    return [heading, ...lines.map((line) => `  ${line}`), ''].join('\n');
  });
  return texts.join('\n');
}

/**
 * JSON that is safe to print: without the secret, and with escapes for what JSON.stringify leaves and a
 * terminal obeys.
 */
export function toPrintableJson(value: unknown, shows: Shows): string {
  return replaceUnprintable(stringify(value, shows), (character) =>
    character === '\n'
      ? character
      : character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function stringify(value: unknown, shows: Shows): string {
  try {
    return JSON.stringify(value, (_name, member: unknown) => withoutSecret(member, shows), 2);
  } catch {
    throw new CliError(1, 'The token is nested too deeply to be printed. Contact attributes are strings.');
  }
}

/** A value within the JSON, without strings and names that show the secret. */
function withoutSecret(value: unknown, shows: Shows): unknown {
  if (typeof value === 'string') return shows(value) ? HIDDEN : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value as Record<string, unknown>);
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  return Object.fromEntries(members.map(([name, member]) => [shows(name) ? HIDDEN : name, member]));
}

function formatPart(part: Inspection['header'], shows: Shows): string[] {
  return part === undefined ? ['cannot be read'] : toPrintableJson(part, shows).split('\n');
}

function bar({ bytes, maxBytes }: Inspection['size']): string {
  const used = Math.min(BAR_WIDTH, Math.ceil((bytes / maxBytes) * BAR_WIDTH));
  return '█'.repeat(used) + '░'.repeat(BAR_WIDTH - used);
}

function formatLifetime({ claims, expiresInSeconds }: Inspection, paint: Paint): string {
  if (expiresInSeconds === undefined) return paint('red', 'unknown');
  const date = new Date(Number(claims?.exp) * 1000).toISOString();
  if (expiresInSeconds > 0) return `${paint('green', `${expiresInSeconds} s left`)}, until ${date}`;
  return `${paint('red', `expired ${-expiresInSeconds} s ago`)}, at ${date}`;
}

function formatSignature({ signature, header }: Inspection, paint: Paint): string {
  if (signature === 'valid') return paint('green', 'valid');
  if (signature === 'invalid') return paint('red', 'invalid');
  return `unchecked (${explainUnchecked(header)})`;
}

function explainUnchecked(header: Inspection['header']): string {
  if (header === undefined) return 'the header cannot be read';
  return header.alg === 'HS256'
    ? 'set CONNECT_SECRET, or use --secret-file FILE'
    : 'the algorithm is not HS256';
}
