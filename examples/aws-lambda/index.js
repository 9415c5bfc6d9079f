import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { customerOf, signIn } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret } = process.env;

const token = createTokenHandler({
  widgetId,
  secret,
  async claims(_request, c) {
    const customer = await customerOf(c);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

const app = new Hono();
app.post('/login', signIn); // replace it with your sign-in, which asks for a password
app.all('/token', (c) => token(c.req.raw, c));

export const handler = handle(app);
