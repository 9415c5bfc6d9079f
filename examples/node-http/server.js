import { createServer } from 'node:http';
import { createWidgetToken } from 'amazon-connect-widget-token';
import { customerOf, sessionCookie } from './session.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT = '3000' } = process.env;

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  switch (`${request.method} ${pathname}`) {
    case 'POST /login': // replace it with your sign-in, which asks for a password
      response.writeHead(204, { 'Set-Cookie': sessionCookie(searchParams.get('memberId') ?? '') });
      return response.end();
    case 'GET /token':
      return answerToken(request, response);
    default:
      return response.writeHead(404).end();
  }
}).listen(Number(PORT));

async function answerToken(request, response) {
  response.setHeader('Cache-Control', 'no-store');
  try {
    const customer = customerOf(request);
    if (!customer) return response.writeHead(401).end();
    const attributes = { name: customer.name, memberId: customer.memberId };
    const token = await createWidgetToken({ widgetId, secret, attributes });
    return answerJson(response, 200, { data: token });
  } catch (error) {
    console.error(error);
    return answerJson(response, 500, { error: 'token_unavailable' });
  }
}

function answerJson(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
