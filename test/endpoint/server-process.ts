// Starts a server in its own process, waits until it answers, and stops it with all its child processes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from './installed-example.js';

const START_MS = 120_000;

export interface ServerProcess {
  readonly origin: string;
  /** Its output so far. */
  readonly printed: () => string;
}

/** Functions that stop the running servers. */
const running = new Set<() => Promise<void>>();

export async function stopServers(): Promise<void> {
  for (const stop of running) await stop();
  running.clear();
}

/** Starts a command with a free port, and waits until it answers on that port. */
export async function startServer(
  folder: string,
  command: (port: string) => readonly [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const [file, ...args] = command(port);
  // A process group of its own, because npm does not stop its child processes.
  const child = spawn(file, args, { cwd: folder, env: environment({ ...env, PORT: port }), detached: true });
  const closed = once(child, 'close');
  running.add(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await closed;
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));

  const deadline = Date.now() + START_MS;
  while (!(await answers(origin))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${[file, ...args].join(' ')} does not answer:\n${text}`);
    }
    await sleep(100);
  }
  return { origin, printed: () => text };
}

function answers(origin: string): Promise<boolean> {
  return fetch(origin).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
