// Serves a handler over HTTP, in this process.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { onTestFinished } from 'vitest';

/** Serves a handler of the Fetch API until the test ends, and returns the origin. */
export function listen(answer: (request: Request) => Response | Promise<Response>): Promise<string> {
  return listenNode(getRequestListener(answer, { overrideGlobalObjects: false }));
}

/** Serves a handler of Node.js until the test ends, and returns the origin. */
export async function listenNode(
  answer: (req: IncomingMessage, res: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((req, res) => void answer(req, res));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
