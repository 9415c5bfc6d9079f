// npm run playground: starts the server of the page and prints its address. It is an example of using the
// package, and no part of it.

import { serve } from '@hono/node-server';
import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';
import { createApp } from './app.js';
import { readSettings } from './settings.js';

/** Nobody but this machine. */
const HOSTNAME = '127.0.0.1';

async function start() {
  const settings = readSettings(process.env);
  // A wrong key or widget id is said here, before anyone looks for the reason in the page.
  await createWidgetToken({ widgetId: settings.widgetId, secret: settings.secret });
  const server = serve(
    { fetch: createApp(settings).fetch, hostname: HOSTNAME, port: settings.port },
    (info) => {
      console.log(`Playground: http://${HOSTNAME}:${info.port}/`);
      console.log(`Widget id: ${settings.widgetId}. Key: ${settings.keySource}. Ctrl+C stops it.`);
    },
  );
  server.on('error', (/** @type {Error} */ error) => {
    console.error(`${error.message}. PORT=0 takes a free port.`);
    process.exitCode = 1;
  });
}

start().catch((/** @type {unknown} */ error) => {
  if (!(error instanceof WidgetTokenError)) throw error;
  for (const { code, message } of error.issues) console.error(`${code}: ${message}`);
  process.exitCode = 1;
});
