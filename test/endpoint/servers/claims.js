// The cookie says who sends a request, and the header x-claims what `claims` does.

import { setImmediate as laterInTheLoop } from 'node:timers/promises';

/**
 * @typedef {object} Req
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {{ name: string }} [body] By a body parser.
 */

/**
 * @param {Req} req
 * @param {unknown} _res
 * @param {unknown} [other] `next` of Express and Connect, or Fastify's own request, which has the body.
 */
export async function claims(req, _res, other) {
  const session = /session=(\w+)/.exec(req.headers.cookie ?? '')?.[1];
  // A random time, so that requests overtake each other.
  for (let turns = Math.floor(Math.random() * 8); turns > 0; turns--) await laterInTheLoop();
  if (req.headers['x-claims'] === 'throw a Response') throw new Response(null, { status: 401 });
  if (req.headers['x-claims'] === 'fail') throw new Error('the database is down');
  if (req.headers['x-claims'] === 'next') {
    const error = new Error('the session store is down');
    if (typeof other !== 'function') throw error;
    other(error);
    return {};
  }
  if (session === undefined) return new Response(null, { status: 401 });
  const { body } = req.body === undefined ? /** @type {Req} */ (Object(other)) : req;
  return { attributes: { session, ...body }, customerId: session };
}
