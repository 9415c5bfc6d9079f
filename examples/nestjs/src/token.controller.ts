import { All, Controller, Req, Res } from '@nestjs/common';
import { createNodeTokenHandler } from 'amazon-connect-widget-token/handler';
import type { Request, Response as ExpressResponse } from 'express';
import { customerOf } from './session.js';

const token = createNodeTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  claims(req: Request) {
    const customer = customerOf(req);
    if (!customer) return new Response(null, { status: 401 });
    return { attributes: { name: customer.name, memberId: customer.memberId } };
  },
});

@Controller('token')
export class TokenController {
  @All()
  answer(@Req() req: Request, @Res() res: ExpressResponse): Promise<void> {
    return token(req, res);
  }
}
