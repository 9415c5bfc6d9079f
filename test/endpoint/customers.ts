// Two customers at one endpoint. The cookie says who sends a request; tokens of the other customer are
// counted.

import { setImmediate as laterInTheLoop } from 'node:timers/promises';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const SESSIONS = ['jane', 'john'];

/** The endpoint. Looking up a customer takes a random time, so that requests overtake each other. */
export const token = createTokenHandler({
  widgetId: WIDGET_ID,
  secret: SECRET,
  async claims(request) {
    const session = sessionOf(request);
    for (let turns = Math.floor(Math.random() * 8); turns > 0; turns--) await laterInTheLoop();
    if (session === undefined) return new Response(null, { status: 401 });
    return { attributes: { session }, customerId: session };
  },
});

export function sessionOf(request: Request): string | undefined {
  return /session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
}

/** Requests tokens for the customers in turn, `atOnce` at a time. Counts those of the wrong customer. */
export async function countWrongTokens(
  url: string,
  requests: number,
  atOnce: number,
  ask: (url: string, init: RequestInit) => Promise<Response> = fetch,
): Promise<number> {
  let asked = 0;
  let wrongTokens = 0;
  const requestTokens = async (): Promise<void> => {
    while (asked < requests) {
      const session = SESSIONS[asked++ % SESSIONS.length] ?? '';
      const response = await ask(url, { headers: { cookie: `session=${session}` } });
      const { data } = (await response.json()) as { data: string };
      const options = { widgetId: WIDGET_ID, secret: SECRET, clockTolerance: 1 };
      const { attributes, customerId } = await verifyWidgetToken(data, options);
      if (attributes?.session !== session || customerId !== session) wrongTokens++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, requestTokens));
  return wrongTokens;
}
