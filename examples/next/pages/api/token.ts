import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import type { NextApiRequest } from 'next';
import { customerOf } from '../../session';

export default createNodeTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  async claims(req: NextApiRequest) {
    const customer = await customerOf(req.cookies.session);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});
