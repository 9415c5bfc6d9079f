import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import express from 'express';
import { customerOf, session, signIn } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT = '3000' } = process.env;

const token = createNodeTokenHandler({
  widgetId,
  secret,
  claims(req) {
    const customer = customerOf(req);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

const app = express();
app.use(session);
app.post('/login', signIn); // replace it with your sign-in, which asks for a password
app.all('/token', token);
app.listen(Number(PORT));
