// node lambda-url.js FILE: simulates a Lambda function URL. It turns each HTTP request into the event that
// AWS documents, and the result of the function's handler into the HTTP response.
// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads

import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Result
 * @property {number} statusCode
 * @property {Record<string, string>} headers
 * @property {string[]} [cookies]
 * @property {string} [body]
 * @property {boolean} isBase64Encoded
 */

/** @type {unknown} */
const lambda = await import(pathToFileURL(resolve(process.argv[2] ?? '')).href);
const { handler } = /** @type {{ handler: (event: object, context: object) => Promise<Result> }} */ (lambda);

createServer((request, response) => void answer(request, response)).listen(
  Number(process.env.PORT),
  '127.0.0.1',
);

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(request, response) {
  const event = eventOf(request, await buffer(request));
  const { statusCode, headers, cookies = [], body = '', isBase64Encoded } = await handler(event, {});
  response.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) });
  response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {Buffer} body
 */
function eventOf(request, body) {
  const { pathname, search, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const { cookie, ...headers } = request.headers;
  const id = 'abcdefghijklmnopqrstuvwxyz012345';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(search !== '' && { queryStringParameters: Object.fromEntries(searchParams) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: id,
      domainName: `${id}.lambda-url.eu-central-1.on.aws`,
      domainPrefix: id,
      http: {
        method: request.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1767225600000,
    },
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  };
}
