import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { signedInCustomer } from '../../session';

// Because of this, the build calls the route, and cookies() throws "Dynamic server usage".
export const revalidate = 60;

export const GET = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  async claims() {
    const customer = await signedInCustomer();
    return customer ? { attributes: { name: customer.name } } : new Response(null, { status: 401 });
  },
});
