import { createServer } from 'node:http';
import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describeFailure, isBusy, startChat } from './chat.js';
import { isFirstUse } from './used-tokens.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT = '3000' } = process.env;

/** How many seconds the clock of the server that signs may differ from this one. */
const CLOCK_TOLERANCE = 5;

// Throws if the widget id or the key is wrong. So an error for a request is always an error in its token.
await createWidgetToken({ widgetId, secret });

createServer(async (request, response) => {
  response.setHeader('Cache-Control', 'no-store');
  try {
    if (request.url !== '/chat') return response.writeHead(404).end();
    if (request.method !== 'POST') return response.writeHead(405, { Allow: 'POST' }).end();
    return await answerChat(request, response);
  } catch (error) {
    console.error(error);
    return answerJson(response, 500, { error: 'chat_unavailable' });
  }
}).listen(Number(PORT));

async function answerChat(request, response) {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const claims = await verify(token);
  if (!claims) return answerJson(response, 401, { error: 'token_refused' });
  // Before the call, so that two requests at once cannot both open a chat.
  const firstUse = isFirstUse(token, claims.exp + CLOCK_TOLERANCE);
  if (!firstUse) return answerJson(response, 409, { error: 'token_used' });
  try {
    return answerJson(response, 200, { data: await startChat(claims) });
  } catch (error) {
    console.error(describeFailure(error));
    if (!isBusy(error)) return answerJson(response, 502, { error: 'chat_unavailable' });
    response.setHeader('Retry-After', '1');
    return answerJson(response, 503, { error: 'chat_busy' });
  }
}

/** The claims, or undefined if the token is not valid. */
async function verify(token) {
  try {
    return await verifyWidgetToken(token, { widgetId, secret, clockTolerance: CLOCK_TOLERANCE });
  } catch (error) {
    if (!(error instanceof WidgetTokenError)) throw error;
    console.error(`A token was refused: ${error.code}`);
  }
}

function answerJson(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
