// Reads a file or standard input as text, and not to its end if it is too long: /dev/zero has none. No message
// contains the name of a file: it may be the key or the JSON itself, passed instead of a file.

import { open } from 'node:fs/promises';
import { CliError } from './error.js';

const CHUNK_BYTES = 64 * 1024;

/** What may be read, and what to do if there is more. */
export interface ReadLimit {
  readonly maxBytes: number;
  readonly tooLong: string;
}

/** A file for the security key. Our own limit: a key has 44 characters. */
export const KEY_LIMIT: ReadLimit = {
  maxBytes: 64 * 1024,
  tooLong: 'has more than 64 KB. Pass a file that contains only the security key.',
};

/** A token or JSON. Our own limit: a token has at most 3072 characters. */
const INPUT_LIMIT: ReadLimit = {
  maxBytes: 1024 * 1024,
  tooLong: 'has more than 1 MB, of which no token can be made. Pass less.',
};

/** @param name - What the messages call it, such as `--attributes`. */
export async function readText(file: string, name: string, limit = INPUT_LIMIT): Promise<string> {
  const bytes = await readBytes(file, name, limit.maxBytes);
  if (bytes === undefined) throw new CliError(1, `${name} ${limit.tooLong}`);
  try {
    // Without the byte order mark that some editors put at the start.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(1, `${name} must be text in UTF-8.`);
  }
}

/** Undefined if there is more. */
async function readBytes(file: string, name: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file === '-' ? standardInput() : chunksOf(file)) {
      bytes += chunk.length;
      if (bytes > maxBytes) return undefined;
      chunks.push(chunk);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const value = name === '--header' ? '@' : '';
    const fix = file === '-' ? '' : ` Use ${name} ${value}FILE, or ${name} ${value}- for standard input.`;
    throw new CliError(1, `${name} cannot be read (${code}).${fix}`);
  }
  return Buffer.concat(chunks);
}

/** Not by a stream, which reads ahead: the command could not end while the writer of a FIFO waits. */
async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function standardInput(): AsyncIterable<Uint8Array> {
  // Without a message, the command would seem to hang.
  if (process.stdin.isTTY) process.stderr.write('Reading standard input. Press Ctrl+D to end it.\n');
  return process.stdin as AsyncIterable<Uint8Array>;
}
