import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { redirect } from 'next/navigation';
import { signedInCustomer } from '../../../session';

const token = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  async claims() {
    const customer = await signedInCustomer();
    if (!customer) redirect('/login');
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

export { token as GET, token as POST };
