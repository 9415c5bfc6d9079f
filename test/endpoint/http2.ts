// A server and a client of HTTP/2, which fetch does not speak without TLS.

import { connect, createServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export interface Http2 {
  /** Such as `127.0.0.1:8080`. */
  readonly authority: string;
  /** Sends a request, as fetch does. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Listens until the test ends, and connects a client. */
export async function serveHttp2(
  answer: (req: Http2ServerRequest, res: Http2ServerResponse) => unknown,
): Promise<Http2> {
  const server = createServer((req, res) => void answer(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = connect(`http://${authority}`);
  onTestFinished(() => {
    session.destroy();
    server.close();
  });
  return {
    authority,
    async ask(path, { method = 'GET', headers = {}, body = '' } = {}) {
      const sent = Object.fromEntries(new Headers(headers));
      const options = { endStream: body === '' };
      const stream = session.request({ ':method': method, ':path': path, ...sent }, options);
      if (body !== '') stream.end(body);
      const [received] = (await once(stream, 'response')) as [Record<string, string | number>];
      const { ':status': status, ...rest } = received;
      const answered = await text(stream);
      return new Response(answered === '' ? null : answered, {
        status: Number(status),
        headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
      });
    },
  };
}
