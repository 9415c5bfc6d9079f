import { env } from '$env/dynamic/private';
import { error, redirect } from '@sveltejs/kit';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = createTokenHandler({
  widgetId: () => env.CONNECT_WIDGET_ID,
  secret: () => env.CONNECT_SECRET,
  claims(event: RequestEvent) {
    switch (event.params.kind) {
      case 'redirect':
        return redirect(303, '/login');
      case 'error':
        return error(403, 'not a member');
      case 'response':
        throw new Response(null, { status: 401 });
      default:
        throw new Error('the database is down');
    }
  },
});
