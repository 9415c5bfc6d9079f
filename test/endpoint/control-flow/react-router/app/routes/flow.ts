import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { data, redirect } from 'react-router';
import type { Route } from './+types/flow';

export const loader = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  claims({ params }: Route.LoaderArgs) {
    switch (params.kind) {
      case 'redirect':
        throw redirect('/login');
      case 'data':
        throw data('not a member', { status: 403 });
      case 'response':
        throw new Response(null, { status: 401 });
      default:
        throw new Error('the database is down');
    }
  },
});
