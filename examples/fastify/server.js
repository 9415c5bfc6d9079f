import { createWidgetToken } from 'amazon-connect-widget-token';
import fastify from 'fastify';
import { addSession, customerOf, signIn } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT = '3000' } = process.env;

const app = fastify({ logger: true });
await addSession(app);
app.post('/login', signIn); // replace it with your sign-in, which asks for a password

app.get('/token', async (request, reply) => {
  reply.header('Cache-Control', 'no-store');
  try {
    const customer = customerOf(request);
    if (!customer) return reply.code(401).send();
    const attributes = { name: customer.name, memberId: customer.memberId };
    return { data: await createWidgetToken({ widgetId, secret, attributes }) };
  } catch (error) {
    request.log.error(error);
    return reply.code(500).send({ error: 'token_unavailable' });
  }
});

await app.listen({ port: Number(PORT) });
