import { createLambdaTokenHandler } from 'amazon-connect-widget-token/handler';
import { customerOf, signIn } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret } = process.env;

const token = createLambdaTokenHandler({
  widgetId,
  secret,
  claims(event) {
    const customer = customerOf(event);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

export async function handler(event, context) {
  if (event.rawPath === '/token') return token(event, context);
  // Replace it with your sign-in, which asks for a password.
  if (event.rawPath === '/login' && event.requestContext.http.method === 'POST') return signIn(event);
  return { statusCode: 404 };
}
