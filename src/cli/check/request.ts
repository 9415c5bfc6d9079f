// One request, limited in time and in size. Not with fetch: the Fetch Standard repeats a request after certain
// answers, such as 421.

import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { toBytes, type Header } from './headers.js';

/** The longest body that is read, in bytes: 1 MB. A token has at most 3072 characters. */
export const MAX_BODY_BYTES = 1_000_000;

/** Tells an endpoint's log who is asking. A --header replaces it. */
const OURS: readonly Header[] = [
  { name: 'accept', value: '*/*' },
  { name: 'user-agent', value: 'amazon-connect-widget-token (check)' },
];

interface Asked {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly headers: readonly Header[];
  readonly timeoutSeconds: number;
}

/**
 * Why there is no answer, or only a part of one: a code of Node.js's errors, or TIMEOUT, TOO_LARGE, CLOSED or
 * COMPRESSION.
 */
export type Problem = string;

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** By name, in lower case. Headers with the same name are joined, as in a browser. */
  readonly headers: ReadonlyMap<string, string>;
  /** As a browser reads it: UTF-8, decompressed. Empty if there is a problem. */
  readonly body: string;
  /** Why the body could not be read to its end. */
  readonly problem: Problem | undefined;
  /** When the request was sent and when the answer was complete, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A request without an answer. */
export interface Failure {
  readonly status?: never;
  readonly problem: Problem;
}

/** Sends one request, and never another one: no redirect is followed, and nothing is repeated. */
export function ask(url: URL, { method, headers, timeoutSeconds }: Asked): Promise<Answer | Failure> {
  const startedAt = Date.now();
  const { request: send } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    let response: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    // A browser does not accept a wrong certificate either, whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    const request = send(url, {
      method,
      headers: toObject(headers),
      agent: false,
      rejectUnauthorized: true,
    });
    const timer = setTimeout(fail, timeoutSeconds * 1000, 'TIMEOUT');

    /** Only the first call counts. */
    function end(outcome: Answer | Failure): void {
      clearTimeout(timer);
      request.destroy();
      resolve(outcome);
    }

    function fail(problem: Problem): void {
      end(response === undefined ? { problem } : answerOf(response, problem, '', startedAt));
    }

    request.on('error', (error) => {
      fail(codeOf(error));
    });
    // Also without an error, as after 101 Switching Protocols.
    request.on('close', () => {
      fail('CLOSED');
    });
    request.on('response', (incoming) => {
      response = incoming;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BODY_BYTES) fail('TOO_LARGE');
        else chunks.push(chunk);
      });
      incoming.on('end', () => {
        const read = decompress(Buffer.concat(chunks), incoming.headers['content-encoding']);
        if (typeof read === 'string') fail(read);
        // As a browser: without a byte order mark, and with U+FFFD for what is not UTF-8.
        else end(answerOf(incoming, undefined, new TextDecoder().decode(read), startedAt));
      });
      incoming.on('error', () => {
        fail('CLOSED');
      });
    });
    request.end();
  });
}

function answerOf(
  { statusCode = 0, headers }: IncomingMessage,
  problem: Problem | undefined,
  body: string,
  startedAt: number,
): Answer {
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { status: statusCode, headers: new Map(named), body, problem, startedAt, endedAt: Date.now() };
}

/** Some servers compress without being asked to. */
const DECOMPRESS = new Map([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

function decompress(body: Buffer, encoding = 'identity'): Buffer | Problem {
  const name = encoding.toLowerCase();
  if (name === 'identity') return body;
  try {
    return DECOMPRESS.get(name)?.(body, { maxOutputLength: MAX_BODY_BYTES }) ?? 'COMPRESSION';
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'TOO_LARGE' : 'COMPRESSION';
  }
}

/** Headers as Node.js takes them: several values of a name in an array. */
function toObject(headers: readonly Header[]): Record<string, string | string[]> {
  const given = new Map<string, string | string[]>(OURS.map(({ name, value }) => [name, value]));
  for (const { name } of headers) {
    const values = headers.filter((one) => one.name === name).map(({ value }) => toBytes(value));
    // One value not in an array, as Node.js requires it for Host.
    given.set(name, values.length === 1 ? values.join() : values);
  }
  return Object.fromEntries(given);
}

/** The code of an error of Node.js. Each of them has one. */
function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}
