import { env } from '$env/dynamic/private';
import { customerOf } from '$lib/server/session';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import type { RequestEvent, RequestHandler } from './$types';

// SvelteKit calls `fallback` for every method.
export const fallback: RequestHandler = createTokenHandler({
  widgetId: () => env.CONNECT_WIDGET_ID,
  secret: () => env.CONNECT_SECRET,
  async claims(event: RequestEvent) {
    const customer = await customerOf(event);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});
