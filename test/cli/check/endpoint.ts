// A real server on this machine, and check run against it in this process.

import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createWidgetToken, type CreateWidgetTokenOptions } from 'amazon-connect-widget-token';
import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import { expect, onTestFinished, vi } from 'vitest';
import { parseCommandLine } from '../../../src/cli/arguments.js';
import { check } from '../../../src/cli/check/check.js';
import { CHECKS, type Check, type Result } from '../../../src/cli/check/finding.js';
import { RIGHT, SECRET, WIDGET_ID } from '../../support/helpers.js';

/** Identifies Jane. Any 16 characters of its value must not be printed. */
export const SESSION = 'session=6f1d0a7b-Jane-2c9e4b8d';
export const COOKIE = `Cookie: ${SESSION}`;

export const PAGE = 'https://www.example.com';

/** What a server saw of a request. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly at: number;
}

export interface Endpoint {
  readonly origin: string;
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** Listens on a free port until the test ends. */
export async function listen(server: Server): Promise<number> {
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Serves until the test ends. */
export async function serve(answer: (seen: Seen, response: ServerResponse) => unknown): Promise<Endpoint> {
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, at: performance.now() };
    seen.push(one);
    void answer(one, response);
  };
  const port = await listen(createServer(listener));
  const origin = `http://127.0.0.1:${port}`;
  return { origin, url: `${origin}/token`, seen };
}

let created = 0;

/** A token for anyone, never the same twice, because its lifetime differs. */
export function token(options: Partial<CreateWidgetTokenOptions> = {}): Promise<string> {
  const expiresIn = 500 - (created++ % 100);
  return createWidgetToken({ ...RIGHT, expiresIn, ...options });
}

/** The headers of a right answer. */
export const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** Sends JSON with a token for anyone, as a right endpoint does, except for what is given. */
export async function send(
  response: ServerResponse,
  {
    status = 200,
    headers = {},
    body,
  }: { status?: number; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<void> {
  response.writeHead(status, { ...HEADERS, ...headers });
  response.end(body ?? JSON.stringify({ data: await token() }));
}

/** Sends a token for Jane, as a right endpoint does. */
export async function sendJane(response: ServerResponse, headers?: Record<string, string>): Promise<void> {
  const data = await token({ attributes: { name: 'Jane' } });
  return send(response, { headers: { ...headers }, body: JSON.stringify({ data }) });
}

/** A right endpoint: a token for Jane, and 401 without her cookie. */
export async function right({ headers }: Seen, response: ServerResponse): Promise<void> {
  if (headers.cookie === SESSION) return sendJane(response);
  return send(response, { status: 401, body: '' });
}

export interface Report {
  readonly status: 0 | 1;
  readonly out: string;
  /** Each line: what was found out, and the text. */
  readonly lines: Record<Check, readonly [result: Result, message: string]>;
  /** The checks with a fault or a warning. */
  readonly wrong: readonly Check[];
}

const RESULTS: Record<string, Result> = { '✔': 'ok', '✖': 'fault', '!': 'warning', '–': 'not checked' };

/** Runs check with the key and the widget id in the environment. */
export async function run(
  url: string,
  args: readonly string[] = [],
  { secret = SECRET, widgetId = WIDGET_ID, pauseMs = 0 } = {},
): Promise<Report> {
  vi.stubEnv('CONNECT_SECRET', secret);
  vi.stubEnv('CONNECT_WIDGET_ID', widgetId);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const line = parseCommandLine(['check', url, ...args]);
  const { status, out } = await check(line, { inspect: inspectWidgetToken, colors: false, pauseMs });
  // These must be true of every run.
  expect(out.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expectHidden(out, [SECRET, SESSION]);

  const lines = [...out.matchAll(/^([✔✖!–]) (.{17}) {2}(.*)$/gm)].map(
    ([, mark = '', name = '', message = '']) =>
      [name.trim(), [RESULTS[mark], message.replace(/^not checked: /, '')]] as const,
  );
  expect(lines.map(([name]) => name)).toEqual(CHECKS);
  const found = Object.fromEntries(lines) as Report['lines'];
  const wrong = CHECKS.filter((one) => ['fault', 'warning'].includes(found[one][0]));
  expect(status).toBe(Object.values(found).some(([result]) => result === 'fault') ? 1 : 0);
  return { status, out, lines: found, wrong };
}

/** Fails if 16 consecutive characters of a secret are in a text. */
function expectHidden(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    for (let start = 0; start + 16 <= secret.length; start++) {
      expect(text).not.toContain(secret.slice(start, start + 16));
    }
  }
}
