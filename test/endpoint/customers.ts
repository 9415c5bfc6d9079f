// Many customers at one endpoint: who is asking is in the cookie, and whether each got a token of their own is counted.

import { setImmediate as laterInTheLoop } from 'node:timers/promises';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const SESSIONS = ['jane', 'john'];

/** The endpoint. Its customers are looked up for a different time each, so that they overtake each other. */
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

/** Asks as one customer and the other, so many at a time, and counts the tokens that are another's. */
export async function countStrangers(url: string, requests: number, atOnce: number): Promise<number> {
  let asked = 0;
  let strangers = 0;
  const askOn = async (): Promise<void> => {
    while (asked < requests) {
      const session = SESSIONS[asked++ % SESSIONS.length] ?? '';
      const response = await fetch(url, { headers: { cookie: `session=${session}` } });
      const { data } = (await response.json()) as { data: string };
      const options = { widgetId: WIDGET_ID, secret: SECRET, clockTolerance: 1 };
      const { attributes, customerId } = await verifyWidgetToken(data, options);
      if (attributes?.session !== session || customerId !== session) strangers++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return strangers;
}
