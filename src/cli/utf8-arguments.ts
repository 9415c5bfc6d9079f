// Arguments that are not UTF-8. Node.js has replaced their bytes with U+FFFD, so that a token or an attribute
// would be another one than was typed.

import { readFileSync } from 'node:fs';
import { CliError } from './error.js';

/** Refuses arguments that are not UTF-8. A U+FFFD that was typed is accepted where that can be known: on Linux. */
export function requireUtf8(args: readonly string[]): void {
  if (!args.some((arg) => arg.includes('\ufffd')) || isUtf8CommandLine()) return;
  throw new CliError(
    2,
    'An argument is not UTF-8. Set the terminal to UTF-8, or pass the text in a file or in standard input.',
  );
}

function isUtf8CommandLine(): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(readFileSync('/proc/self/cmdline'));
    return true;
  } catch {
    return false;
  }
}
