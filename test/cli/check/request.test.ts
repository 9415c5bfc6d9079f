// The limits of a request: in time, in size, and in number. Against real servers, also ones that do not speak
// HTTP.

import { createServer as createSecureServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { ask, MAX_BODY_BYTES, type Answer } from '../../../src/cli/check/request.js';
import { listen, run, send, serve, token } from './endpoint.js';

const GET = { method: 'GET', headers: [], timeoutSeconds: 10 } as const;

const PEM = readFileSync(new URL('../../fixtures/localhost.pem', import.meta.url));

async function answered(url: string, asked: Partial<Parameters<typeof ask>[1]> = {}): Promise<Answer> {
  const answer = await ask(new URL(url), { ...GET, ...asked });
  if (answer.status === undefined) expect.fail(`no answer: ${answer.problem}`);
  return answer;
}

/** A server that answers each connection with these bytes, or as the function does. */
async function serveBytes(answer: string | ((socket: Socket) => void)): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (typeof answer === 'string') socket.end(answer);
      else answer(socket);
    });
  });
  return `http://127.0.0.1:${await listen(server)}/token`;
}

describe('the time', () => {
  it('is limited for a server that never answers', async () => {
    const { url } = await serve(() => undefined);
    const start = performance.now();
    expect(await ask(new URL(url), { ...GET, timeoutSeconds: 0.2 })).toEqual({ problem: 'TIMEOUT' });
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  it('is limited for a server that never ends its answer, also if it sends more all the time', async () => {
    let timer: NodeJS.Timeout | undefined;
    const { url } = await serve((_seen, response) => {
      response.writeHead(200, { 'cache-control': 'no-store' });
      timer = setInterval(() => response.write(' '), 20);
    });
    const { lines, wrong, status } = await run(url, ['--timeout', '1']);
    clearInterval(timer);
    expect(wrong).toEqual(['connection']);
    expect(lines.connection[1]).toBe(
      "the answer was not complete after 1 s. Look at the server's log, or wait longer with --timeout SECONDS.",
    );
    expect(lines.answer).toEqual(['not checked', 'the answer is not complete']);
    expect(lines['content type']).toEqual(['not checked', 'the answer has no body']);
    expect(status).toBe(1);
  });
});

describe('the size', () => {
  it('is limited, and the rest of 10 MB is not read', async () => {
    let written = 0;
    const { url } = await serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (written < 10e6) {
          written += 100_000;
          if (!response.write(' '.repeat(100_000))) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const { lines, wrong } = await run(url);
    expect(wrong).toEqual(['connection']);
    expect(lines.connection[1]).toBe('the body has more than 1 MB. Answer only {"data":"<token>"}.');
    expect(written).toBeLessThan(10e6);
  });

  it.each([
    [MAX_BODY_BYTES, undefined],
    [MAX_BODY_BYTES + 1, 'TOO_LARGE'],
  ])('of %d bytes has the problem %s', async (bytes, problem) => {
    const { url } = await serve((_seen, response) => send(response, { body: 'x'.repeat(bytes) }));
    const answer = await answered(url);
    expect(answer.problem).toBe(problem);
    expect(answer.body).toHaveLength(problem === undefined ? bytes : 0);
  });

  it('is limited after decompression', async () => {
    const body = gzipSync(Buffer.alloc(5e6));
    const { url } = await serve((_seen, response) =>
      send(response, { body, headers: { 'content-encoding': 'gzip' } }),
    );
    expect((await answered(url)).problem).toBe('TOO_LARGE');
  });
});

describe('the body', () => {
  it.each([
    ['gzip', gzipSync],
    [' GZIP ', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text: string): Buffer => Buffer.from(text)],
  ])('is decompressed: %s', async (encoding, compress) => {
    const { url } = await serve((_seen, response) =>
      send(response, { body: compress('{"data":1}'), headers: { 'content-encoding': encoding } }),
    );
    expect((await answered(url)).body).toBe('{"data":1}');
  });

  it.each([
    ['zstd', Buffer.from('x')],
    ['gzip', Buffer.from('not gzip')],
    ['constructor', Buffer.from('x')],
  ])('with an encoding that cannot be read is a problem: %s', async (encoding, body) => {
    const { url } = await serve((_seen, response) =>
      send(response, { body, headers: { 'content-encoding': encoding } }),
    );
    const { lines } = await run(url);
    expect(lines.connection).toEqual([
      'fault',
      'the body is compressed in a way that was not asked for. Send it uncompressed, without Content-Encoding.',
    ]);
  });

  it('is read as a browser reads it: without a byte order mark, and with U+FFFD for what is not UTF-8', async () => {
    const { url } = await serve((_seen, response) =>
      send(response, { body: Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff]) }),
    );
    expect((await answered(url)).body).toBe('a\ufffd');
  });
});

describe('a request', () => {
  it.each([301, 302, 307, 308, 401, 421, 503])('is sent once if the answer is %d', async (status) => {
    const { url, seen } = await serve((_seen, response) =>
      send(response, { status, headers: { location: '/elsewhere', 'retry-after': '0' }, body: '' }),
    );
    expect((await answered(url)).status).toBe(status);
    expect(seen.map(({ path }) => path)).toEqual(['/token']);
  });

  it('is sent once if the server closes the connection', async () => {
    let count = 0;
    const url = await serveBytes((socket) => {
      count++;
      socket.destroy();
    });
    expect(await ask(new URL(url), GET)).toEqual({ problem: 'ECONNRESET' });
    expect(count).toBe(1);
  });

  it('has the given headers, each as often as it is given, and in UTF-8', async () => {
    const { url, seen } = await serve((_seen, response) => send(response));
    const headers = [
      { name: 'x-id', value: 'a' },
      { name: 'x-id', value: 'Zoë 🦊' },
      { name: 'host', value: 'www.example.com' },
      { name: 'user-agent', value: 'mine' },
      { name: 'cookie', value: 'a=1' },
      { name: 'cookie', value: 'b=2' },
    ];
    await answered(url, { headers });
    expect(seen[0]?.headers).toMatchObject({
      'x-id': `a, ${Buffer.from('Zoë 🦊').toString('latin1')}`,
      host: 'www.example.com',
      'user-agent': 'mine',
      cookie: 'a=1; b=2',
      accept: '*/*',
    });
  });

  it('tells when it was sent and when the answer was complete', async () => {
    const { url } = await serve(async (_seen, response) => {
      response.write(' ');
      await new Promise((resolve) => setTimeout(resolve, 60));
      response.end();
    });
    const before = Date.now();
    const { startedAt, endedAt } = await answered(url);
    expect(startedAt).toBeGreaterThanOrEqual(before);
    expect(endedAt - startedAt).toBeGreaterThan(50);
  });
});

describe('what is not a complete answer', () => {
  it.each([
    ['the connection is closed at once', '', 'ECONNRESET'],
    ['something else than HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', expect.stringMatching(/^HPE_/) as unknown],
    [
      'more than 16 kB of headers',
      `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      'HPE_HEADER_OVERFLOW',
    ],
  ])('has a problem: %s', async (_what, bytes, problem) => {
    expect(await ask(new URL(await serveBytes(bytes)), GET)).toEqual({ problem });
  });

  it.each([
    ['half of a body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"da'],
    ['half of a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"d'],
  ])('has a status and a problem: %s', async (_what, bytes) => {
    expect(await answered(await serveBytes(bytes))).toMatchObject({
      status: 200,
      body: '',
      problem: 'CLOSED',
    });
  });

  it('is a change of the protocol', async () => {
    const url = await serveBytes(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    );
    expect(await ask(new URL(url), GET)).toMatchObject({ problem: expect.any(String) as unknown });
  });
});

describe('TLS', () => {
  it('does not accept a self-signed certificate, whatever the environment says', async () => {
    let count = 0;
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const server = createSecureServer({ key: PEM, cert: PEM }, (_request, response) => {
      count++;
      response.end();
    });
    const { lines, wrong } = await run(`https://localhost:${await listen(server)}/token`);
    expect(wrong).toEqual(['connection']);
    expect(lines.address).toEqual(['ok', 'https:']);
    expect(lines.connection[1]).toBe(
      'the certificate is self-signed, and a browser does not accept it either. Use one from an authority such as Let’s Encrypt. For an authority of your own, set NODE_EXTRA_CA_CERTS=ca.pem.',
    );
    expect(count).toBe(0);
  });

  it('is missing at a port for http:', async () => {
    const { url } = await serve((_seen, response) => send(response));
    const { lines } = await run(url.replace('http:', 'https:'));
    expect(lines.connection[1]).toBe(
      'the server does not speak TLS there. Check the port, or use http:// on this machine.',
    );
  });

  it('is what a port needs that does not speak HTTP', async () => {
    const server = createSecureServer({ key: PEM, cert: PEM });
    const { lines } = await run(`http://localhost:${await listen(server)}/token`);
    expect(lines.connection[0]).toBe('fault');
    expect(lines.connection[1]).toMatch(/https:\/\//);
  });
});

it('finds a token in a body of exactly the greatest size', async () => {
  const json = JSON.stringify({ data: await token() });
  const { url } = await serve((_seen, response) => send(response, { body: json.padEnd(MAX_BODY_BYTES) }));
  expect((await run(url)).lines.token[0]).toBe('ok');
});
