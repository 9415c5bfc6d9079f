#!/usr/bin/env node
// The command: creates a token, finds the problems with one, or with the endpoint that answers with it, in a
// terminal or a script. It writes once, at the end: the result to standard output, a line for each problem to standard error.

import { run } from './cli/run.js';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    // The reader has read enough, as head does. That is not an error, and the status stays the same.
    if (code === 'EPIPE') return;
    process.exitCode = 1;
    if (stream === process.stdout) process.stderr.write(`Standard output cannot be written (${code}).\n`);
  });
}

const { status, out = '', errors = '' } = await run(process.argv.slice(2));
process.exitCode = status;
process.stdout.write(out);
process.stderr.write(errors);
