import fastify from 'fastify';
import { mistaken, port, token } from './token.js';

const app = fastify();
// Fastify reads the body before it calls a route.
for (const path of ['/token', '/parsed/token']) {
  app.all(path, (request, reply) => {
    reply.hijack();
    return token(request.raw, reply.raw, request);
  });
}
app.all('/mistaken', mistaken);
app.all('/mistaken/node', token);
await app.listen({ port });
