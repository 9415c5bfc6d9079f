// What the command reads: the key, JSON, a token. No message here contains the name of a file: it may be the
// key or the JSON itself, passed instead of a file.

import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { quote } from '../lib/issues.js';
import { CliError } from './error.js';

/** An environment variable. An empty one counts as not set. */
export function readVariable(name: 'CONNECT_SECRET' | 'CONNECT_WIDGET_ID'): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** The secrets that were read so far, none of which may be printed. */
export const secretsRead: string[] = [];

/** The security key, if there is one. A file has priority over the environment. */
export async function readSecret(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return readVariable('CONNECT_SECRET');
  // Every editor ends a file with a newline. Anything else around the key is for the library to refuse.
  const secret = (await readText(file, '--secret-file')).replace(/\r?\n$/, '');
  if (secret === '') throw new CliError(1, '--secret-file is empty. Put the security key into the file.');
  secretsRead.push(secret);
  return secret;
}

/** The JSON in the file of an option. Whether it may be signed is for the library to check. */
export async function readJson(file: string, option: string): Promise<unknown> {
  const text = await readText(file, option);
  try {
    return JSON.parse(text);
  } catch {
    // The message of JSON.parse quotes the text, which may be a customer's data.
    throw new CliError(1, `${option} must be valid JSON. Put names and strings in double quotes.`);
  }
}

/** `key=value`, each key once. A value may contain an equals sign. */
export function parseAttributes(pairs: readonly string[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [index, pair] of pairs.entries()) {
    const end = pair.indexOf('=');
    if (end === -1) throw new CliError(2, `--attribute must be KEY=VALUE: number ${index + 1} has no "=".`);
    const key = pair.slice(0, end);
    if (attributes.has(key))
      throw new CliError(
        2,
        `--attribute number ${index + 1} has the key of an earlier one. Give each key once.`,
      );
    attributes.set(key, pair.slice(end + 1));
  }
  return attributes;
}

/**
 * The attributes of both options together. Anything but an object stays as it is, for the library to refuse.
 */
export function joinAttributes(ofFile: unknown, others: ReadonlyMap<string, string>): unknown {
  if (ofFile === undefined) return others.size === 0 ? undefined : Object.fromEntries(others);
  if (typeof ofFile !== 'object' || ofFile === null || Array.isArray(ofFile)) return ofFile;
  for (const key of others.keys()) {
    if (!Object.hasOwn(ofFile, key)) continue;
    throw new CliError(2, `${quote(key)} is in both --attributes and --attribute. Give each key once.`);
  }
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  return Object.fromEntries([...Object.entries(ofFile), ...others]);
}

/** The token that was pasted, or the one in standard input. */
export async function readToken(pasted: string | undefined): Promise<string> {
  const token = unwrap(pasted ?? (await readText('-', 'Standard input')));
  if (token === '')
    throw new CliError(1, 'The token is empty. Pass a token, or the answer of your endpoint.');
  return token;
}

/** The token in what was pasted: with line breaks, in quotes, after Bearer, in the answer of an endpoint. */
function unwrap(text: string): string {
  const answered = tokenOfAnswer(text.trim());
  // As it is: the widget removes nothing from the endpoint's answer.
  if (answered !== undefined) return answered;
  return text
    .replace(/\s+/g, '')
    .replace(/^["'`\u2018-\u201d]|["'`\u2018-\u201d]$/g, '')
    .replace(/^bearer/i, '');
}

/** The token in `{"data":"<token>"}`, which is what the snippet reads. */
function tokenOfAnswer(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof answer === 'object' && answer !== null && 'data' in answer && typeof answer.data === 'string') {
    return answer.data;
  }
  throw new CliError(
    1,
    'This is JSON without a token in "data". The snippet reads only {"data":"<token>"}: rename the key.',
  );
}

async function readText(file: string, name: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await (file === '-' ? readStandardInput() : readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const fix = file === '-' ? '' : ' Pass the name of a file, or - for standard input.';
    throw new CliError(1, `${name} cannot be read (${code}).${fix}`);
  }
  try {
    // Without the byte order mark that some editors put at the start.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(1, `${name} must be text in UTF-8.`);
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  // Without a message, the command would seem to hang.
  if (process.stdin.isTTY) process.stderr.write('Reading standard input. Press Ctrl+D to end it.\n');
  return buffer(process.stdin);
}
