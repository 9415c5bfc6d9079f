// npm run playground: starts the server of the page and prints its address. It is an example that uses the
// package, not a part of it.

import { serve } from '@hono/node-server';
import { createWidgetToken, WidgetTokenError } from 'amazon-connect-widget-token';
import { createApp } from './app.js';
import { readSettings } from './settings.js';

/** Reachable only from this machine. */
const HOSTNAME = '127.0.0.1';

async function start() {
  const settings = readSettings(process.env);
  // Report an invalid key or widget id at the start instead of in the page.
  await createWidgetToken({ widgetId: settings.widgetId, secret: settings.secret });
  const server = serve(
    { fetch: createApp(settings).fetch, hostname: HOSTNAME, port: settings.port },
    (info) => {
      console.log(`Playground: http://${HOSTNAME}:${info.port}/`);
      console.log(`Widget id: ${settings.widgetId}. Key: ${settings.keySource}. Press Ctrl+C to stop.`);
    },
  );
  server.on('error', (/** @type {Error} */ error) => {
    console.error(`${error.message}. Set PORT=0 to use a free port.`);
    process.exitCode = 1;
  });
}

start().catch((/** @type {unknown} */ error) => {
  if (!(error instanceof WidgetTokenError)) throw error;
  for (const { code, message } of error.issues) console.error(`${code}: ${message}`);
  process.exitCode = 1;
});
