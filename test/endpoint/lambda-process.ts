// A Lambda function in a process of its own, as Lambda runs it: its own environment variables and nothing of
// ours, and the same process for many events. The test sets its clock.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const RUN_LAMBDA = fileURLToPath(new URL('run-lambda.js', import.meta.url));

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LambdaProcess {
  /** Passes the events to the function, all at once. Its clock is ahead of ours by this. */
  readonly invoke: (events: readonly object[], aheadMs?: number) => Promise<readonly LambdaResult[]>;
  /** Ends it, and returns what it wrote to its log. */
  readonly end: () => Promise<string>;
}

/** Starts the function in this folder. It ends with the test. */
export async function startLambda(
  execPath: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<LambdaProcess> {
  const child = fork(RUN_LAMBDA, { cwd: folder, env, execPath, execArgv: [], silent: true });
  const closed = once(child, 'close');
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += String(chunk)));

  // A line of its log is in the pipe before it answers, and is read before the pipe is closed.
  const end = async (): Promise<string> => {
    child.kill('SIGKILL');
    await closed;
    return log;
  };
  onTestFinished(async () => {
    await end();
  });

  const message = async (): Promise<unknown> => {
    const [first] = (await Promise.race([once(child, 'message'), closed])) as unknown[];
    if (first !== 'ready' && !Array.isArray(first)) throw new Error(`The function has ended:\n${log}`);
    return first;
  };
  await message();
  return {
    async invoke(events, aheadMs = 0) {
      child.send({ aheadMs, events });
      return (await message()) as LambdaResult[];
    },
    end,
  };
}
