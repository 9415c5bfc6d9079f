// Sends many requests to a server with createNodeTokenHandler. Some clients leave early, `claims` sometimes
// rejects, and `onError` throws. Every client that waits must get an answer, no rejection may be unhandled,
// no listener may be left behind, and the heap must not grow.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { watchHeap } from './heap.js';

const CONCURRENT = 20;

/** How much the heap may grow by chance, in bytes: 22 for each request. The smallest object takes more. */
const MAX_GROWTH = 2_000_000;

const SECRET = 'a key for tests, of 32 bytes or more';

/** What happens to a request, by its number. */
const KINDS = /** @type {const} */ (['answered', 'left at once', 'rejected', 'answered', 'left later']);

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @param {string} text @returns {unknown} */
const parseJson = (text) => JSON.parse(text);

/**
 * The number of listeners of each event.
 *
 * @param {{ eventNames(): (string | symbol)[], listenerCount(name: string | symbol): number }} emitter
 */
const listenersOf = (emitter) =>
  Object.fromEntries(emitter.eventNames().map((name) => [String(name), emitter.listenerCount(name)]));

/**
 * @param {number} count
 * @param {(line: string) => void} print
 * @returns {Promise<string[]>} The problems.
 */
export async function soakRequests(count, print) {
  const unhandled = /** @type {unknown[]} */ ([]);
  const onUnhandled = (/** @type {unknown} */ error) => unhandled.push(error);
  process.on('unhandledRejection', onUnhandled);
  const { error } = console;
  let logged = 0;
  console.error = (line) => {
    assert.match(String(line), /^No widget token: claims threw Error: not found$/);
    logged++;
  };
  const { url, agent, calls, close } = await startServer();
  const before = listenersOf(process);
  const seen = { answered: 0, rejected: 0, left: 0 };

  /** @param {number} number */
  async function send(number) {
    const kind = KINDS[number % KINDS.length];
    if (kind === 'left at once' || kind === 'left later') {
      await leave(url, number, kind === 'left at once');
      seen.left++;
      return;
    }
    const { status, body } = await ask(url, agent, number, kind === 'rejected');
    if (kind === 'rejected') {
      assert.deepEqual([status, body], [500, '{"error":"token_unavailable"}']);
      seen.rejected++;
      return;
    }
    assert.equal(status, 200);
    const { data } = /** @type {{ data: string }} */ (parseJson(body));
    const claims = parseJson(Buffer.from(data.split('.')[1] ?? '', 'base64url').toString());
    const { attributes } = /** @type {{ attributes: unknown }} */ (claims);
    assert.deepEqual(attributes, { number: String(number) });
    seen.answered++;
  }

  print(`${count} requests to the endpoint, Node.js ${process.version}.\n`);
  const problems = await watchHeap('requests', count, MAX_GROWTH, print, async (from, to) => {
    for (let number = from; number < to; number += CONCURRENT) {
      const last = Math.min(to, number + CONCURRENT);
      await Promise.all(Array.from({ length: last - number }, (_, index) => send(number + index)));
    }
    // Requests whose client has left may still be running.
    await untilDone(calls);
  });
  assert.deepEqual(listenersOf(process), before, 'a listener of the process was left behind');
  await close();
  await untilDone(calls);
  console.error = error;
  process.off('unhandledRejection', onUnhandled);
  print(
    `\n${seen.answered} answers with a token, ${seen.rejected} with 500, ${seen.left} clients left. ${calls.open} calls of the handler are open, ${logged} lines were logged, ${unhandled.length} rejections were unhandled.`,
  );
  if (calls.open > 0) problems.push(`${calls.open} calls of the handler do not end.`);
  if (calls.listeners.length > 0) problems.push(`Listeners were left behind: ${calls.listeners.join()}`);
  if (unhandled.length > 0) problems.push(`${unhandled.length} rejections were unhandled.`);
  if (logged < seen.rejected) problems.push(`${seen.rejected} requests failed, and ${logged} were logged.`);
  return problems;
}

/** A call that does not end in ten seconds never ends. @param {{ open: number }} calls */
async function untilDone(calls) {
  for (let waits = 0; calls.open > 0 && waits < 2000; waits++) await wait(5);
}

async function startServer() {
  const token = createNodeTokenHandler({
    widgetId: 'widget-id',
    secret: () => Promise.resolve(SECRET),
    async claims({ headers }) {
      await wait(1);
      if (headers['x-reject'] === 'yes') throw new Error('not found');
      return { attributes: { number: String(headers['x-number']) } };
    },
    onError(error) {
      throw error;
    },
  });
  const calls = { open: 0, listeners: /** @type {string[]} */ ([]) };
  const server = createServer((req, res) => {
    void call(req, res);
  });

  /** @param {Request} req @param {Response} res */
  async function call(req, res) {
    const emitters = { process, req, res };
    const before = Object.values(emitters).map(listenersOf);
    calls.open++;
    // Rejected: it would be unhandled.
    await token(req, res);
    calls.open--;
    for (const [index, [name, emitter]] of Object.entries(emitters).entries()) {
      for (const [event, listeners] of Object.entries(listenersOf(emitter))) {
        if (listeners > (before[index]?.[event] ?? 0)) calls.listeners.push(`${event} of ${name}`);
      }
    }
    // The next ones say the same.
    calls.listeners.splice(10);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
  const close = async () => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: new URL(`http://127.0.0.1:${port}`), agent, calls, close };
}

/** @param {URL} url @param {Agent} agent @param {number} number @param {boolean} isRejected */
async function ask(url, agent, number, isRejected) {
  const headers = { 'x-number': String(number), 'x-reject': isRejected ? 'yes' : 'no' };
  const request = sendRequest(url, { agent, headers });
  request.end();
  /** @type {unknown[]} */
  const given = await once(request, 'response');
  const [response] = /** @type {[Request]} */ (given);
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  return { status: response.statusCode, body };
}

/** Sends a request, and closes the connection before the answer, or while it is made. @param {URL} url @param {number} number @param {boolean} isAtOnce */
async function leave(url, number, isAtOnce) {
  const socket = connect(Number(url.port), url.hostname);
  // Either side may reset the connection.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const reject = number % 2 === 0 ? 'yes' : 'no';
  await new Promise((resolve) => {
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Number: ${number}\r\nX-Reject: ${reject}\r\n\r\n`, resolve);
  });
  if (!isAtOnce) await wait(number % 4);
  socket.destroy();
}
