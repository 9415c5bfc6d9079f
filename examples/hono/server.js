import { serve } from '@hono/node-server';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { Hono } from 'hono';
import { customerOf, signIn } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PAGE_ORIGIN, PORT = '3000' } = process.env;

const token = createTokenHandler({
  widgetId,
  secret,
  origins: [PAGE_ORIGIN], // not needed for a page on this origin
  async claims(_request, c) {
    const customer = await customerOf(c);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

const app = new Hono();
app.post('/login', signIn); // replace it with your sign-in, which asks for a password
app.all('/token', (c) => token(c.req.raw, c));
serve({ fetch: app.fetch, port: Number(PORT) });
