import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { customerOf, signIn } from './session.ts';

const token = createTokenHandler({
  widgetId: Deno.env.get('CONNECT_WIDGET_ID'),
  secret: Deno.env.get('CONNECT_SECRET'),
  async claims(request) {
    const customer = await customerOf(request);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

Deno.serve({ port: Number(Deno.env.get('PORT') ?? '3000') }, (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/token') return token(request);
  // Replace it with your sign-in, which asks for a password.
  if (pathname === '/login' && request.method === 'POST') return signIn(request);
  return new Response(null, { status: 404 });
});
