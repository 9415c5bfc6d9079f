// What the command reads: the key, JSON, a token.

import { existsSync } from 'node:fs';
import { hasDuplicateKey } from '../lib/duplicate-keys.js';
import { quote } from '../lib/issues.js';
import { CliError } from './error.js';
import { readPasted } from './pasted.js';
import { KEY_LIMIT, readText } from './read-text.js';
import type { Pasted } from './token-text.js';

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
  const secret = (await readText(file, '--secret-file', KEY_LIMIT)).replace(/\r?\n$/, '');
  if (secret === '') throw new CliError(1, '--secret-file is empty. Put the security key into the file.');
  secretsRead.push(secret);
  return secret;
}

/** The JSON in the file of an option. Whether it may be signed is for the library to check. */
export async function readJson(file: string, option: string): Promise<unknown> {
  if (/^\s*[{[]/.test(file)) {
    throw new CliError(
      2,
      `${option} needs a file with JSON, not the JSON itself, which process lists would show. Use ${option} FILE, or ${option} - for standard input.`,
    );
  }
  const text = await readText(file, option);
  const value = parseJson(text, option);
  if (!hasDuplicateKey(text)) return value;
  throw new CliError(
    1,
    `${option} must not have a key twice, because only one of the two counts. Remove one.`,
  );
}

function parseJson(text: string, option: string): unknown {
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
  const problems: string[] = [];
  for (const [index, pair] of pairs.entries()) {
    const end = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, end));
    if (end === -1) problems.push(`--attribute must be KEY=VALUE: number ${index + 1} has no "=".`);
    else if (attributes.has(key)) {
      problems.push(`--attribute number ${index + 1} has the key of an earlier one. Give each key once.`);
    } else attributes.set(key, pair.slice(end + 1));
  }
  if (problems.length > 0) throw new CliError(2, ...problems);
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

/** The token in what was pasted, or in standard input. */
export async function readToken(pasted: string | undefined): Promise<Pasted> {
  if (existsSync(pasted ?? '')) {
    throw new CliError(2, 'This is the name of a file. To inspect what is in it: inspect - < FILE');
  }
  return readPasted(pasted ?? (await readText('-', 'Standard input')));
}
