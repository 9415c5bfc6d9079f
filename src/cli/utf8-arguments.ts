// Arguments that are not UTF-8. Node.js has replaced their bytes with U+FFFD, so that a token or an attribute
// would be another one than was typed.

import { readFileSync } from 'node:fs';
import { CliError } from './error.js';

/**
 * Refuses arguments that are not UTF-8. A U+FFFD that was typed is accepted where that can be known: on Linux.
 *
 * @param commandLine - The file with the bytes of this process's command line.
 */
export function requireUtf8(args: readonly string[], commandLine = '/proc/self/cmdline'): void {
  if (!args.some((arg) => arg.includes('\ufffd')) || isUtf8(commandLine)) return;
  throw new CliError(
    2,
    'An argument is not UTF-8. Set the terminal to UTF-8, or pass the text in a file or in standard input.',
  );
}

function isUtf8(file: string): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return true;
  } catch {
    return false;
  }
}
