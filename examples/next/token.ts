import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { signedInCustomer } from './session';

export const token = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  async claims() {
    const customer = await signedInCustomer();
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});
