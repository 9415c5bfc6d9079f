import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { customerOf, signIn } from './session';

interface Env {
  CONNECT_WIDGET_ID: string;
  CONNECT_SECRET: string;
  SESSION_SECRET: string;
}

const token = createTokenHandler<Request, [Env]>({
  widgetId: (_request, env) => env.CONNECT_WIDGET_ID,
  secret: (_request, env) => env.CONNECT_SECRET,
  async claims(request, env) {
    const customer = await customerOf(request, env.SESSION_SECRET);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/token') return token(request, env);
    // Replace it with your sign-in, which asks for a password.
    if (pathname === '/login' && request.method === 'POST') {
      return signIn(searchParams.get('memberId') ?? '', env.SESSION_SECRET);
    }
    return new Response(null, { status: 404 });
  },
};
