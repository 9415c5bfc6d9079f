// The server of the page: the endpoint that a site would have (/token), stand-ins for a site's login
// (/session) and for Connect (/verify), and the files of the page. The key never leaves this server.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { refuseOtherHosts, refuseOtherTypes, strictHeaders } from './guard.js';
import { htmlOf, PAGE } from './html.js';
import { COOKIE, sessionOf, startSession } from './sessions.js';

const PACKAGE = fileURLToPath(new URL('../dist/', import.meta.url));
const JOSE = fileURLToPath(new URL('../../', import.meta.resolve('jose/jws/compact/sign')));

/** High enough for attributes that are far too large to reach the endpoint and be refused there. */
const MAX_BODY_BYTES = 1_000_000;

/** @typedef {import('amazon-connect-widget-token').ContactAttributes} ContactAttributes */

/** @param {import('./settings.js').Settings} settings */
export function createApp({ widgetId, secret, keySource }) {
  const app = new Hono();
  const page = htmlOf('server');
  app.use(refuseOtherHosts);
  app.use(strictHeaders(page));
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  app.on(
    'POST',
    ['/session', '/verify', '/inspect'],
    refuseOtherTypes,
    bodyLimit({ maxSize: MAX_BODY_BYTES }),
  );

  const handleToken = createTokenHandler({
    widgetId,
    secret,
    claims(request) {
      const session = sessionOf(request);
      if (session === undefined) return Response.json({ error: 'no_session' }, { status: 401 });
      return { attributes: /** @type {ContactAttributes} */ (session.attributes) };
    },
    onError(error, request) {
      const issues = error instanceof WidgetTokenError ? error.issues : [];
      for (const { code, message } of issues) console.error(`/token: ${code}: ${message}`);
      if (issues.length === 0) console.error('/token:', error);
      const session = sessionOf(request);
      if (session !== undefined) session.refusal = issues;
    },
  });
  app.all('/token', (c) => handleToken(c.req.raw));

  // Do not copy this: a real site fills its sessions itself and never signs what a browser sent.
  app.post('/session', async (c) => {
    const { attributes } = await readBody(c.req);
    setCookie(c, COOKIE, startSession(attributes), { httpOnly: true, sameSite: 'Strict', path: '/' });
    return c.json({ saved: true });
  });
  app.get('/refusal', (c) => c.json({ issues: sessionOf(c.req.raw)?.refusal ?? [] }));

  app.post('/verify', async (c) => {
    const { token } = await readBody(c.req);
    try {
      const claims = await verifyWidgetToken(String(token), { widgetId, secret });
      return c.json({ claims, issues: [] });
    } catch (error) {
      if (error instanceof WidgetTokenError) return c.json({ issues: error.issues });
      throw error;
    }
  });
  app.post('/inspect', async (c) => {
    const { token, withKey } = await readBody(c.req);
    return c.json(await inspectWidgetToken(token, withKey === true ? { widgetId, secret } : {}));
  });

  app.on('GET', ['/', '/index.html'], (c) => c.html(page));
  app.get('/settings', (c) => c.json({ widgetId, keySource }));
  app.get('/snippet.js', (c) => {
    const snippet = readFileSync(`${PAGE}snippet.js`, 'utf8');
    return c.body(
      snippet.replace("'widget-id'", () => JSON.stringify(widgetId)),
      200,
      {
        'Content-Type': 'text/javascript; charset=utf-8',
      },
    );
  });
  app.use(
    '/package/*',
    serveStatic({ root: PACKAGE, rewriteRequestPath: (path) => path.replace('/package', '') }),
  );
  app.use('/jose/*', serveStatic({ root: JOSE, rewriteRequestPath: (path) => path.replace('/jose', '') }));
  app.use(serveStatic({ root: PAGE }));

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof SyntaxError) return c.json({ error: 'not_json' }, 400);
    console.error(error);
    return c.json({ error: 'failed' }, 500);
  });
  return app;
}

/** @param {import('hono').HonoRequest} request @returns {Promise<Record<string, unknown>>} */
async function readBody(request) {
  /** @type {unknown} */
  const body = await request.json();
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
