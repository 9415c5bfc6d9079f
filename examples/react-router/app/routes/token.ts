import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { requireCustomer } from '../session.server';
import type { Route } from './+types/token';

const token = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  async claims({ request }: Route.LoaderArgs | Route.ActionArgs) {
    const customer = await requireCustomer(request); // throws a Response
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

// React Router calls `loader` for GET, and `action` for POST and other methods.
export { token as action, token as loader };
