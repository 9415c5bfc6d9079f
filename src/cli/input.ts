// What the command reads: the key, JSON, a token. No message here names a file, which may be the key or
// the JSON itself, given where a file's name belongs.

import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Refusal } from './error.js';
import { quote } from '../errors.js';

/** An environment variable; an empty one counts as not set. */
export function environment(name: 'CONNECT_SECRET' | 'CONNECT_WIDGET_ID'): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** The security key, if there is one. A file that is named goes before the environment. */
export async function readSecret(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return environment('CONNECT_SECRET');
  // Every editor ends a file with a newline. What else there may be is the library's to refuse.
  const secret = (await readText(file, '--secret-file')).replace(/\r?\n$/, '');
  if (secret === '') throw new Refusal(1, '--secret-file is empty. It should hold the security key.');
  return secret;
}

/** What the option's file holds; whether it may be signed is the library's to say. */
export async function readJson(file: string, option: string): Promise<unknown> {
  const text = await readText(file, option);
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text in its message, and that may be a customer's data.
    throw new Refusal(1, `${option} is not JSON.`);
  }
}

/** `key=value`, each key once. A value may hold an equals sign. */
export function parseAttributes(pairs: readonly string[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [index, pair] of pairs.entries()) {
    const end = pair.indexOf('=');
    if (end === -1) throw new Refusal(2, `--attribute must be KEY=VALUE; number ${index + 1} has no "=".`);
    const key = pair.slice(0, end);
    if (attributes.has(key))
      throw new Refusal(2, `--attribute number ${index + 1} has a key that was given before.`);
    attributes.set(key, pair.slice(end + 1));
  }
  return attributes;
}

/** The attributes of both options together. What is no object stays as it is, for the library to refuse. */
export function joinAttributes(ofFile: unknown, others: ReadonlyMap<string, string>): unknown {
  if (ofFile === undefined) return others.size === 0 ? undefined : Object.fromEntries(others);
  if (typeof ofFile !== 'object' || ofFile === null || Array.isArray(ofFile)) return ofFile;
  for (const key of others.keys()) {
    if (!Object.hasOwn(ofFile, key)) continue;
    throw new Refusal(2, `${quote(key)} is given twice, by --attributes and by --attribute.`);
  }
  // Object.fromEntries defines its properties, so that a key named __proto__ stays a key.
  return Object.fromEntries([...Object.entries(ofFile), ...others]);
}

/** The token that was pasted, or that standard input holds. */
export async function readToken(pasted: string | undefined): Promise<string> {
  const token = unwrap(pasted ?? (await readText('-', 'Standard input')));
  if (token === '') throw new Refusal(1, 'There is no token.');
  return token;
}

/** A token as it is found: broken into lines, in quotes, after Bearer, in the answer of an endpoint. */
function unwrap(text: string): string {
  const answered = tokenOfAnswer(text.trim());
  // As it is: the widget takes nothing away from what the endpoint answers.
  if (answered !== undefined) return answered;
  return text
    .replace(/\s+/g, '')
    .replace(/^["'`\u2018-\u201d]|["'`\u2018-\u201d]$/g, '')
    .replace(/^bearer/i, '');
}

/** `{"data":"<token>"}`, as the widget reads it. */
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
  throw new Refusal(
    1,
    'That is JSON without a token in "data". The snippet reads {"data":"<token>"}, and no other name.',
  );
}

async function readText(file: string, name: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await (file === '-' ? readStandardInput() : readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const takes = file === '-' ? '' : ' It takes the name of a file, or -.';
    throw new Refusal(1, `${name} cannot be read (${code}).${takes}`);
  }
  try {
    // Without the byte order mark that some editors put in front.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(1, `${name} is not text in UTF-8.`);
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  // Without a word it would seem to hang.
  if (process.stdin.isTTY) process.stderr.write('Reading standard input, to its end (Ctrl+D).\n');
  return buffer(process.stdin);
}
