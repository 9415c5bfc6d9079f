// docs/troubleshooting.md shows what `check` prints about an endpoint with faults: it is made here, and asked.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWidgetToken } from 'amazon-connect-widget-token';
import { expect, it, onTestFinished } from 'vitest';
import { CLI, environment } from '../support/command.js';
import { blocksOf } from '../support/documents.js';
import { RIGHT, WIDGET_ID } from '../support/helpers.js';

it('docs/troubleshooting.md shows what check prints', async () => {
  const kept = await createWidgetToken({ ...RIGHT, attributes: { name: 'Jane' } });
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? 'null');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.end(JSON.stringify({ data: kept }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');

  const found = blocksOf('docs/troubleshooting.md').find(({ language }) => language === 'console');
  const { code = '', output = '' } = found ?? {};
  const port = String((server.address() as AddressInfo).port);
  const args = code
    .replaceAll('\\\n', ' ')
    .replace('localhost:4002', `127.0.0.1:${port}`)
    .match(/'[^']*'|\S+/g)
    ?.slice(2)
    .map((arg) => arg.replaceAll("'", ''));
  const env = environment({ CONNECT_WIDGET_ID: WIDGET_ID });
  const printed = await new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...(args ?? [])], { env }, (_error, stdout) => {
      resolve(stdout);
    });
  });
  expect(printed).toBe(output);
});
