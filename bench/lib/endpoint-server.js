// The server that endpoint.js loads: the endpoint, and a constant response with the same size and headers.

import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';

const token = createTokenHandler({
  widgetId: '2f6b1f0e-6b0c-4d52-9d0a-6c0f8b7c4f11',
  secret: 'a made-up security key that is long enough',
  claims: () => ({ attributes: { name: 'Jane', memberId: '123456789' } }),
});

const constant = await (await token(new Request('http://localhost'))).text();
const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

const listener = getRequestListener((request) =>
  request.url.endsWith('/token') ? token(request) : new Response(constant, { headers }),
);
const server = createServer((request, response) => void listener(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
