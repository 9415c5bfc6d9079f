import { createServer } from 'node:http';
import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import { customerOf, sessionCookie } from './session.js';

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

createServer((req, res) => {
  const [path, query] = req.url.split('?');
  if (path === '/token') return token(req, res);
  if (path !== '/login' || req.method !== 'POST') return res.writeHead(404).end();
  // Replace it with your sign-in, which asks for a password.
  const memberId = new URLSearchParams(query).get('memberId') ?? '';
  res.writeHead(204, { 'Set-Cookie': sessionCookie(memberId) }).end();
}).listen(Number(PORT));
