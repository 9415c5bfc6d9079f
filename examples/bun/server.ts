import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { customerOf, signIn } from './session.ts';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT = '3000' } = process.env;

const token = createTokenHandler({
  widgetId,
  secret,
  async claims(request) {
    const customer = await customerOf(request);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

Bun.serve({
  port: Number(PORT),
  routes: {
    '/token': token,
    '/login': { POST: signIn }, // replace it with your sign-in, which asks for a password
  },
});
