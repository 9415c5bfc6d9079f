// What inspect prints. A token's claims come from anywhere, so nothing in them reaches the terminal that it
// would obey.

import { Refusal } from './error.js';
import type { Inspection, InspectionIssue } from '../verify.js';

const BAR_WIDTH = 60;

const STYLES = { bold: 1, red: 31, green: 32 };

type Paint = (style: keyof typeof STYLES, text: string) => string;

/** An inspection for people, in sections. */
export function formatReport(inspection: Inspection, colors: boolean): string {
  const paint: Paint = (style, text) => (colors ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
  const { header, claims, size, issues } = inspection;
  const fits = size.fits ? 'green' : 'red';
  const found = issues.flatMap((issue) => formatIssue(issue, paint));
  const sections: [title: string, state: string, lines: string[]][] = [
    ['Header', '', formatPart(header)],
    ['Claims', '', formatPart(claims)],
    ['Size', paint(fits, `${size.bytes} of ${size.maxBytes} bytes`), [paint(fits, bar(size))]],
    ['Life', formatLife(inspection, paint), []],
    ['Signature', formatSignature(inspection, paint), []],
    ['Issues', issues.length === 0 ? paint('green', 'none') : paint('red', String(issues.length)), found],
  ];
  const texts = sections.map(([title, state, lines]) => {
    const heading = paint('bold', title) + (state === '' ? '' : `: ${state}`);
    return [heading, ...lines.map((line) => `  ${line}`), ''].join('\n');
  });
  return texts.join('\n');
}

/** JSON that is safe to print: what JSON.stringify leaves as it is, and a terminal obeys, is escaped too. */
export function toPrintableJson(value: unknown): string {
  return stringify(value).replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    throw new Refusal(1, 'The token is nested too deeply to be printed. Contact attributes are plain texts.');
  }
}

function formatPart(part: Inspection['header']): string[] {
  return part === undefined ? ['cannot be read'] : toPrintableJson(part).split('\n');
}

function bar({ bytes, maxBytes }: Inspection['size']): string {
  const used = Math.min(BAR_WIDTH, Math.ceil((bytes / maxBytes) * BAR_WIDTH));
  return '█'.repeat(used) + '░'.repeat(BAR_WIDTH - used);
}

function formatLife({ claims, expiresInSeconds }: Inspection, paint: Paint): string {
  if (expiresInSeconds === undefined) return paint('red', 'unknown');
  const date = new Date(Number(claims?.exp) * 1000).toISOString();
  if (expiresInSeconds > 0) return `${paint('green', `${expiresInSeconds} s left`)}, until ${date}`;
  return `${paint('red', `expired ${-expiresInSeconds} s ago`)}, at ${date}`;
}

function formatSignature({ signature, header }: Inspection, paint: Paint): string {
  if (signature === 'valid') return paint('green', 'valid');
  if (signature === 'invalid') return paint('red', 'invalid');
  const reason =
    header?.alg === 'HS256' ? 'set CONNECT_SECRET, or use --secret-file FILE' : 'no key fits this header';
  return `unchecked (${reason})`;
}

function formatIssue({ code, message, hint }: InspectionIssue, paint: Paint): string[] {
  const line = `${paint('red', code)}: ${message}`;
  return hint === '' ? [line] : [line, `  ${hint}`];
}
