// createNodeTokenHandler in a server of node:http, and with a response that fails. test/endpoint has the
// frameworks.

import { once } from 'node:events';
import { createServer, IncomingMessage, request as sendRequest, ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { Socket, type AddressInfo, type Server } from 'node:net';
import {
  createNodeTokenHandler,
  createTokenHandler,
  type TokenHandlerOptions,
} from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RIGHT, SECRET } from '../support/helpers.js';
import { fail, JSON_HEADERS, messagesOf } from './endpoint.js';

const consoleError = vi.spyOn(console, 'error').mockImplementation(() => undefined);

afterEach(() => {
  expect(consoleError).not.toHaveBeenCalled();
});

type Options = TokenHandlerOptions<IncomingMessage, [res: ServerResponse]>;

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The URL of a server that calls the handler, after `before` as a middleware. */
function serve(
  options: Partial<Options>,
  before?: (req: IncomingMessage, res: ServerResponse) => unknown,
): Promise<string> {
  const token = createNodeTokenHandler<IncomingMessage, [res: ServerResponse]>({
    ...RIGHT,
    claims: () => ({}),
    ...options,
  });
  return listen(
    createServer((req, res) => {
      void (async () => {
        await before?.(req, res);
        await token(req, res);
      })();
    }),
  );
}

it('sends what fetch has decompressed as it is then, without Content-Encoding', async () => {
  const body = gzipSync('{"error":"sign in"}');
  const auth = await listen(
    createServer((_req, res) => {
      res.writeHead(401, { 'content-encoding': 'gzip', 'content-length': body.length, 'x-kept': 'x' });
      res.end(body);
    }),
  );
  const response = await fetch(await serve({ claims: () => fetch(auth) }));
  expect([response.status, response.headers.get('x-kept')]).toEqual([401, 'x']);
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(await response.json()).toEqual({ error: 'sign in' });
});

/** The headers, without those that node:http adds. */
function headersOf(response: Response): Record<string, string> {
  const added = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];
  return Object.fromEntries([...response.headers].filter(([name]) => !added.includes(name)));
}

async function attributesOf(response: Response): Promise<unknown> {
  const { data } = (await response.json()) as { data: string };
  return (await verifyWidgetToken(data, { ...RIGHT, clockTolerance: 1 })).attributes;
}

/** A response without a server, for a test that waits until the handler has ended. */
const makeResponse = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

describe('createNodeTokenHandler', () => {
  it.each(['GET', 'POST'])('answers %s as the snippet reads it', async (method) => {
    const claims = (req: IncomingMessage): object => ({ attributes: { cookie: String(req.headers.cookie) } });
    const url = await serve({ claims });
    const response = await fetch(url, { method, headers: { cookie: 'a=1' } });
    expect(response.status).toBe(200);
    expect(headersOf(response)).toEqual(JSON_HEADERS);
    expect(await attributesOf(response)).toEqual({ cookie: 'a=1' });
  });

  it('answers other methods with 405, and HEAD without a body', async () => {
    const url = await serve({ claims: fail });
    const response = await fetch(url, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(headersOf(response)).toEqual({ ...JSON_HEADERS, allow: 'GET, POST' });
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([405, '']);
  });

  it.each([
    ['returned', (response: Response) => response],
    ['thrown', fail],
  ])('sends a Response that claims has %s', async (_how, give) => {
    const headers = new Headers({
      'X-Kept': 'x',
      ETag: 'x',
      'Content-Length': '999',
      'Cache-Control': 'public',
    });
    headers.append('Set-Cookie', 'b=2');
    headers.append('Set-Cookie', 'c=3');
    const url = await serve({ claims: () => give(new Response('who? €', { status: 401, headers })) });
    const response = await fetch(url);
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual(['b=2', 'c=3']);
    expect(headersOf(response)).toMatchObject({ 'x-kept': 'x', 'cache-control': 'no-store' });
    expect(headersOf(response)).not.toHaveProperty('etag');
    expect(await response.text()).toBe('who? €');
  });

  it('sends a redirect', async () => {
    const url = await serve({ claims: () => Response.redirect('https://example.com/login', 303) });
    const response = await fetch(url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, 'https://example.com/login']);
  });

  it('keeps the cookies and the Vary that were set before, and replaces what would let it be cached', async () => {
    const url = await serve({ origins: ['https://www.example.com'] }, (_req, res) => {
      res.setHeader('Set-Cookie', 'a=1');
      res.setHeader('Vary', ['Accept-Encoding', 'Accept-Language']);
      res.setHeader('Cache-Control', 'public, max-age=600');
      res.setHeader('CDN-Cache-Control', 'max-age=600');
      res.setHeader('ETag', '"x"');
      res.setHeader('Access-Control-Allow-Origin', '*');
      res.setHeader('X-Powered-By', 'x');
    });
    const response = await fetch(url);
    expect(headersOf(response)).toEqual({
      ...JSON_HEADERS,
      'set-cookie': 'a=1',
      vary: 'Accept-Encoding, Accept-Language, Origin',
      'x-powered-by': 'x',
    });
    const claims = (): Response => new Response(null, { status: 401, headers: { 'Set-Cookie': 'b=2' } });
    const other = await fetch(
      await serve({ claims }, (_req, res) => res.setHeader('Set-Cookie', ['a=1', 'z=9'])),
    );
    expect(other.headers.getSetCookie()).toEqual(['a=1', 'z=9', 'b=2']);
  });

  it('joins the Vary of a Response with the one that was set before', async () => {
    const claims = (): Response =>
      new Response(null, { status: 401, headers: { Vary: 'Cookie, Accept-Encoding' } });
    const before = (_req: IncomingMessage, res: ServerResponse): unknown =>
      res.setHeader('Vary', 'Accept-Encoding');
    const response = await fetch(await serve({ claims, origins: ['https://www.example.com'] }, before));
    expect(response.headers.get('vary')).toBe('Accept-Encoding, Cookie, Origin');
  });

  it('allows the listed origins and its own', async () => {
    const url = await serve({ origins: ['https://www.example.com'] });
    const ask = async (origin: string): Promise<unknown[]> => {
      const { status, headers } = await fetch(url, { method: 'POST', headers: { origin } });
      return [status, headers.get('access-control-allow-origin'), headers.get('vary')];
    };
    expect(await ask('https://www.example.com')).toEqual([200, 'https://www.example.com', 'Origin']);
    expect(await ask(url)).toEqual([200, null, 'Origin']);
    expect(await ask('https://example.com')).toEqual([403, null, 'Origin']);
  });

  it('answers 403 to a request that has the header Origin twice', async () => {
    const url = await serve({ origins: ['https://www.example.com'] });
    const request = sendRequest(url);
    request.setHeader('Origin', ['https://www.example.com', 'https://example.com']);
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  it('answers after a body parser, without reading the body itself', async () => {
    const read = async (req: IncomingMessage): Promise<void> => {
      for await (const chunk of req) expect(chunk).toBeDefined();
    };
    for (const before of [read, undefined]) {
      const body = JSON.stringify({ attributes: { memberId: '666' } });
      const response = await fetch(
        await serve({ claims: () => ({ attributes: { memberId: '42' } }) }, before),
        {
          method: 'POST',
          body,
        },
      );
      expect(await attributesOf(response)).toEqual({ memberId: '42' });
    }
  });

  it('answers HTTP/2, whose host is in :authority', async () => {
    const token = createNodeTokenHandler({ ...RIGHT, origins: [], claims: () => ({}) });
    const url = await listen(createHttp2Server((req, res) => void token(req, res)));
    const session = connect(url);
    onTestFinished(() => {
      session.destroy();
    });
    const ask = async (given: object): Promise<unknown> => {
      const stream = session.request({ ':path': '/', ...given });
      const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
      stream.resume();
      return headers[':status'];
    };
    expect(await ask({})).toBe(200);
    expect(await ask({ origin: url })).toBe(200);
    expect(await ask({ origin: 'https://example.com' })).toBe(403);
  });

  it('passes its arguments on, and to onError too', async () => {
    const given: unknown[][] = [];
    const note = (...all: unknown[]): never => {
      given.push(all);
      return fail(new Error('no'));
    };
    const onError = (...all: unknown[]): unknown => given.push(all.slice(1));
    const token = createNodeTokenHandler<IncomingMessage, [res: ServerResponse, next: string]>({
      ...RIGHT,
      claims: note,
      onError,
    });
    const url = await listen(createServer((req, res) => void token(req, res, 'next')));
    expect((await fetch(url)).status).toBe(500);
    expect(given).toEqual([
      [expect.anything(), expect.anything(), 'next'],
      [expect.anything(), expect.anything(), 'next'],
    ]);
  });

  describe('without the response', () => {
    const onError = vi.fn();
    const token = createNodeTokenHandler({ ...RIGHT, claims: fail, onError }) as (
      req: unknown,
    ) => Promise<void>;

    afterEach(() => {
      expect(onError).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ code: 'ERR_REQUEST_INVALID' }),
        expect.anything(),
      );
      onError.mockClear();
    });

    it('closes the connection, so that the client does not wait', async () => {
      const url = await listen(createServer((req) => void token(req)));
      await expect(fetch(url, { signal: AbortSignal.timeout(5000) })).rejects.toThrow('fetch failed');
    });

    it('closes it also after a body parser, which has read the request', async () => {
      const server = createServer((req) => {
        req.resume().once('end', () => void token(req));
      });
      const sent = fetch(await listen(server), {
        method: 'POST',
        body: '{}',
        signal: AbortSignal.timeout(5000),
      });
      await expect(sent).rejects.toThrow('fetch failed');
    });

    it('closes only this request of HTTP/2', async () => {
      const server = createHttp2Server((req, res) => void (req.url === '/mistaken' ? token(req) : res.end()));
      const session = connect(await listen(server));
      onTestFinished(() => {
        session.destroy();
      });
      const stream = session.request({ ':path': '/mistaken' });
      stream.resume();
      await once(stream, 'close');
      const other = session.request({ ':path': '/' });
      const [headers] = (await once(other, 'response')) as [Record<string, unknown>];
      expect(headers[':status']).toBe(200);
    });
  });

  it.each([401, 404])('refuses claims that set the status %s and do not answer', async (status) => {
    const onError = vi.fn();
    const claims = (_req: IncomingMessage, res: ServerResponse): object => {
      res.statusCode = status;
      return {};
    };
    const response = await fetch(await serve({ claims, onError }));
    expect([response.status, await response.text()]).toEqual([500, '{"error":"token_unavailable"}']);
    const [[error] = []] = onError.mock.calls as unknown[][];
    expect(error).toHaveProperty('code', 'ERR_CLAIMS_INVALID');
    expect(messagesOf(error)).toEqual([
      'claims must not set the status of res without ending the answer. Return new Response(null, { status: 401 }), or call res.end().',
    ]);
  });

  it('ignores a status that was set before, such as the 404 of Koa', async () => {
    const url = await serve({}, (_req, res) => (res.statusCode = 404));
    expect((await fetch(url)).status).toBe(200);
  });

  it('sends a Response from claims that have set another status', async () => {
    const claims = (_req: IncomingMessage, res: ServerResponse): Response => {
      res.statusCode = 403;
      return new Response(null, { status: 401 });
    };
    expect((await fetch(await serve({ claims }))).status).toBe(401);
  });

  it('answers 500 and reports the error if there is no token', async () => {
    const onError = vi.fn();
    const response = await fetch(await serve({ secret: 'short', onError }));
    expect([response.status, await response.text()]).toEqual([500, '{"error":"token_unavailable"}']);
    expect(headersOf(response)).toEqual(JSON_HEADERS);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('leaves a 500 to a middleware that ends it later, such as that of a session', async () => {
    const url = await serve({ secret: 'short', onError: vi.fn() }, (_req, res) => {
      const end = res.end.bind(res);
      res.end = (body: unknown) => {
        res.flushHeaders();
        setTimeout(() => end(body), 20);
        return res;
      };
    });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, '{"error":"token_unavailable"}']);
  });

  it('answers 500 if the body of a Response cannot be read', async () => {
    const onError = vi.fn();
    const body = new ReadableStream({ pull: () => fail(new Error('broken')) });
    const response = await fetch(await serve({ onError, claims: () => new Response(body, { status: 401 }) }));
    expect(response.status).toBe(500);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('adds nothing if claims has answered with res itself', async () => {
    const secret = vi.fn();
    const claims = (_req: IncomingMessage, res: ServerResponse): object => {
      res.statusCode = 402;
      res.end('mine');
      return undefined as never;
    };
    const response = await fetch(await serve({ claims, secret }));
    expect([response.status, await response.text()]).toEqual([402, 'mine']);
    expect(secret).not.toHaveBeenCalled();
  });

  it('leaves an answer alone that claims has begun', async () => {
    const claims = (_req: IncomingMessage, res: ServerResponse): object => {
      res.write('mine ');
      setTimeout(() => res.end('too'), 20);
      return {};
    };
    expect(await (await fetch(await serve({ claims }))).text()).toBe('mine too');
  });

  it('closes the connection if claims has begun an answer and then throws', async () => {
    const onError = vi.fn();
    const claims = (_req: IncomingMessage, res: ServerResponse): never => {
      res.flushHeaders();
      return fail(new Error('no'));
    };
    const url = await serve({ claims, onError });
    const text = fetch(url).then((response) => response.text());
    await expect(text).rejects.toThrow(/terminated|fetch failed/);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('writes nothing to an answer that ends while the token is made, as by a timeout', async () => {
    const onError = vi.fn();
    const res = makeResponse();
    const secret = (): string => {
      res.writeHead(503).end();
      return RIGHT.secret;
    };
    const token = createNodeTokenHandler({ ...RIGHT, claims: () => ({}), secret, onError });
    await token({ method: 'GET', headers: {} }, res);
    expect(res.statusCode).toBe(503);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each<[string, (res: ServerResponse) => unknown]>([
    ['was sent', (res) => res.writeHead(402).end('mine')],
    ['has begun', (res) => res.write('mine')],
    ['is for a client that has left', (res) => res.destroy()],
  ])('adds nothing to an answer that %s before the call', async (_what, take) => {
    const onError = vi.fn();
    const token = createNodeTokenHandler({ ...RIGHT, claims: () => ({}), onError });
    const res = makeResponse();
    take(res);
    const changes = (['setHeader', 'end', 'destroy'] as const).map((name) => vi.spyOn(res, name));
    await token({ method: 'GET', headers: {} }, res);
    for (const change of [...changes, onError]) expect(change).not.toHaveBeenCalled();
  });

  it('does not ask for the key if the client has left', async () => {
    const secret = vi.fn();
    const claims = async (_req: IncomingMessage, res: ServerResponse): Promise<object> => {
      abort.abort();
      await once(res, 'close');
      return {};
    };
    const abort = new AbortController();
    const url = await serve({ claims, secret });
    await expect(fetch(url, { signal: abort.signal })).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(secret).not.toHaveBeenCalled();
  });
});

describe('a response that fails', () => {
  interface Broken {
    readonly calls: string[];
    readonly res: ServerResponse;
  }

  /** A response whose methods of these names throw. */
  function breakResponse(...broken: string[]): Broken {
    const calls: string[] = [];
    const call = (name: string) => (): unknown => {
      calls.push(name);
      return broken.includes(name) ? fail(new Error(name)) : name === 'getHeaderNames' ? [] : undefined;
    };
    const names = ['getHeaderNames', 'getHeader', 'setHeader', 'removeHeader', 'end', 'destroy'];
    const res = Object.fromEntries(names.map((name) => [name, call(name)]));
    return { calls, res: { ...res, headersSent: false, writableEnded: false } as never };
  }

  it.each(['getHeaderNames', 'getHeader', 'setHeader', 'end'])(
    'is closed, and the error is reported once, if %s throws',
    async (name) => {
      const onError = vi.fn();
      const { calls, res } = breakResponse(name);
      const token = createNodeTokenHandler({ ...RIGHT, claims: () => ({}), onError });
      await token({ method: 'GET', headers: {} }, res);
      expect(onError.mock.calls.map(([error]) => String(error))).toEqual([`Error: ${name}`]);
      expect(calls.at(-1)).toBe('destroy');
    },
  );

  it('never makes the handler reject', async () => {
    const onError = vi.fn();
    const { res } = breakResponse('end', 'destroy');
    const token = createNodeTokenHandler({ ...RIGHT, claims: () => ({}), onError });
    await token({ method: 'GET', headers: {} }, res);
    await (token as (...given: unknown[]) => Promise<void>)();
    expect(onError).toHaveBeenCalledTimes(2);
  });
});

describe('next, which a server such as Express passes as the third argument,', () => {
  /** The answer, and the line in the log. Nothing must call the server's own `next`. */
  async function answer(options: object): Promise<{ status: number; body: string; line: string }> {
    const next = vi.fn();
    const token = createNodeTokenHandler<IncomingMessage, [ServerResponse, (error?: unknown) => void]>({
      ...RIGHT,
      claims: () => ({}),
      ...options,
    });
    const url = await listen(createServer((req, res) => void token(req, res, next)));
    const response = await fetch(url);
    const body = await response.text();
    expect(next).not.toHaveBeenCalled();
    const line = consoleError.mock.calls.map(([text]) => String(text)).join('\n');
    consoleError.mockClear();
    return { status: response.status, body, line };
  }

  const ANSWER = { status: 500, body: '{"error":"token_unavailable"}' };
  const REFUSED = (option: 'claims' | 'onError', code: string): string =>
    `${code}: ${option} must not call next, because the endpoint itself answers. ${option === 'claims' ? 'Return a Response, or throw an error.' : 'Only log the error.'}`;
  type Call = (req: unknown, res: unknown, next: (error?: unknown) => void) => unknown;

  it.each<[how: string, claims: Call, line: string]>([
    [
      'with an error reports that error',
      (_req, _res, next) => {
        next(new TypeError('no session'));
        return {};
      },
      'claims threw TypeError: no session',
    ],
    [
      'with nothing is refused',
      (_req, _res, next) => {
        next();
      },
      `claims threw ${REFUSED('claims', 'ERR_CLAIMS_INVALID')}`,
    ],
    [
      'with what is not an error is refused',
      async (_req, _res, next) => {
        await Promise.resolve();
        next('route');
        return {};
      },
      `claims threw ${REFUSED('claims', 'ERR_CLAIMS_INVALID')}`,
    ],
  ])('%s, if claims calls it', async (_how, claims, line) => {
    expect(await answer({ claims })).toEqual({ ...ANSWER, line: `No widget token: ${line}` });
  });

  it('is not called by onError of a handler for another server', async () => {
    const next = vi.fn();
    const token = createTokenHandler({
      ...RIGHT,
      claims: () => ({}),
      onError: (...given: unknown[]) => {
        (given[3] as (error: unknown) => void)(given[0]);
      },
    }) as (...given: unknown[]) => Promise<unknown>;
    const url = await listen(createServer((req, res) => void token(req, res, next)));
    expect((await fetch(url)).status).toBe(500);
    expect(next).not.toHaveBeenCalled();
    expect(consoleError.mock.calls).toEqual([[expect.stringContaining('Use createNodeTokenHandler.')]]);
    consoleError.mockClear();
  });

  it.each<[how: string, error: unknown, line: string]>([
    ['with an error', new Error('not signed in'), 'Error: not signed in'],
    ['with nothing', undefined, REFUSED('claims', 'ERR_CLAIMS_INVALID')],
  ])('is logged, if claims calls it after it has returned, %s', async (_how, error, line) => {
    const calls: (() => void)[] = [];
    const claims: Call = (_req, _res, next) => {
      calls.push(() => {
        next(error);
      });
      return {};
    };
    const onError = vi.fn();
    expect(await answer({ claims, onError })).toMatchObject({ status: 200, line: '' });
    for (const call of [...calls, ...calls]) call();
    expect(consoleError).toHaveBeenCalledTimes(2);
    expect(consoleError).toHaveBeenLastCalledWith(`The endpoint had answered when next was called: ${line}`);
    expect(onError).not.toHaveBeenCalled();
    consoleError.mockClear();
  });

  it('is logged, if claims calls it while the key is fetched', async () => {
    const claims: Call = (_req, _res, next) => {
      setTimeout(next, 1, new Error('not signed in'));
      return {};
    };
    const secret = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return SECRET;
    };
    expect(await answer({ claims, secret })).toMatchObject({
      status: 200,
      line: 'The endpoint had answered when next was called: Error: not signed in',
    });
  });

  it('is not reported besides what claims throws', async () => {
    const claims: Call = (_req, _res, next) => {
      next(new Error('passed on'));
      throw new Error('thrown');
    };
    expect(await answer({ claims })).toMatchObject({
      status: 500,
      line: 'No widget token: claims threw Error: thrown',
    });
  });

  it('with an error gives it to onError, and to no one else', async () => {
    const error = new Error('down');
    const claims: Call = (_req, _res, next) => {
      next(error);
      return {};
    };
    const onError = vi.fn<(error: unknown) => void>();
    expect(await answer({ claims, onError })).toEqual({ ...ANSWER, line: '' });
    expect(onError.mock.calls.map(([given]) => given)).toEqual([error]);
  });

  it('with the error logs it once, if onError calls it', async () => {
    const claims = (): never => fail(new Error('down'));
    const onError = (error: unknown, _req: unknown, _res: unknown, next: (error?: unknown) => void): void => {
      next(error);
    };
    expect(await answer({ claims, onError })).toEqual({
      ...ANSWER,
      line: 'No widget token: claims threw Error: down',
    });
  });

  it('with nothing is refused, if onError calls it, and its error is logged too', async () => {
    const claims = (): never => fail(new Error('down'));
    const onError = (_error: unknown, _req: unknown, _res: unknown, next: () => void): void => {
      next();
    };
    expect(await answer({ claims, onError })).toEqual({
      ...ANSWER,
      line: `No widget token: claims threw Error: down; onError threw ${REFUSED('onError', 'ERR_ON_ERROR_INVALID')}`,
    });
  });

  it('is passed as it is, if it is not a function', async () => {
    const seen = vi.fn(() => ({}));
    const token = createNodeTokenHandler<IncomingMessage, [ServerResponse, object, () => void]>({
      ...RIGHT,
      claims: seen,
    });
    const [third, fourth] = [{ user: 'Jane' }, (): void => undefined];
    const [req, res] = [new IncomingMessage(new Socket()), makeResponse()];
    req.method = 'GET';
    await token(req, res, third, fourth);
    expect(seen.mock.calls).toEqual([[req, res, third, fourth]]);
  });
});

it('replaces the headers of another body, which claims has set and not sent', async () => {
  const url = await serve({
    claims: (_req, res) => {
      for (const name of ['Content-Length', 'content-range', 'Content-Encoding']) res.setHeader(name, '9999');
      for (const name of ['Content-Language', 'X-Content-Range', 'Content-Length-Of'])
        res.setHeader(name, 'kept');
      return {};
    },
  });
  const response = await fetch(url);
  expect(headersOf(response)).toEqual({
    ...JSON_HEADERS,
    'content-language': 'kept',
    'x-content-range': 'kept',
    'content-length-of': 'kept',
  });
  expect(await attributesOf(response)).toBeUndefined();
});

it('answers with a response that a test has made, and that can only set headers and end', async () => {
  const token = createNodeTokenHandler({ ...RIGHT, claims: () => ({}) });
  const res = {
    statusCode: 0,
    headersSent: false,
    writableEnded: false,
    setHeader: vi.fn(),
    removeHeader: vi.fn(),
    end: vi.fn(),
    destroy: vi.fn(),
  };
  await token({ method: 'GET', headers: {} }, res);
  expect(res.statusCode).toBe(200);
  expect(res.setHeader.mock.calls).toContainEqual(['Cache-Control', 'no-store']);
  expect(res.end.mock.calls).toEqual([[expect.stringMatching(/^{"data":"eyJ/)]]);
  expect(res.removeHeader).not.toHaveBeenCalled();
});
