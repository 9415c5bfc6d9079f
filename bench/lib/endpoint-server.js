// The server that endpoint.js loads: the endpoint, the same through an adapter library, and a constant response
// with the same size and headers.

import { createServer } from 'node:http';
import { createServerAdapter } from '@whatwg-node/server';
import { createNodeTokenHandler, createTokenHandler } from 'amazon-connect-widget-token/handler';

const options = {
  widgetId: '2f6b1f0e-6b0c-4d52-9d0a-6c0f8b7c4f11',
  secret: 'a made-up security key that is long enough',
  claims: () => ({ attributes: { name: 'Jane', memberId: '123456789' } }),
};

const token = createNodeTokenHandler(options);
const fetchToken = createTokenHandler(options);
const adapter = createServerAdapter((/** @type {Request} */ request) => fetchToken(request));

const example = await fetchToken(new Request('http://localhost'));
const headers = Object.fromEntries(example.headers);
const constant = await example.text();

const server = createServer((req, res) => {
  if (req.url === '/token') return void token(req, res);
  if (req.url === '/adapter') return void adapter(req, res);
  res.writeHead(200, headers).end(constant);
});
process.on('message', () => process.send?.(process.cpuUsage()));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
