import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import fastify from 'fastify';
import { addSession, customerOf, signIn } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT = '3000' } = process.env;

const token = createNodeTokenHandler({
  widgetId,
  secret,
  claims(_req, _res, request) {
    const customer = customerOf(request);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

const app = fastify({ logger: true });
await addSession(app);
app.post('/login', signIn); // replace it with your sign-in, which asks for a password
app.all('/token', (request, reply) => {
  reply.hijack();
  return token(request.raw, reply.raw, request);
});
await app.listen({ port: Number(PORT) });
