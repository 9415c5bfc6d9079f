import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { notFound, permanentRedirect, redirect } from 'next/navigation';

const token = createTokenHandler({
  widgetId: process.env.CONNECT_WIDGET_ID,
  secret: process.env.CONNECT_SECRET,
  async claims(_request: Request, { params }: { params: Promise<{ kind: string }> }) {
    switch ((await params).kind) {
      case 'redirect':
        return redirect('/login');
      case 'permanent-redirect':
        return permanentRedirect('/login');
      case 'not-found':
        return notFound();
      case 'response':
        throw new Response(null, { status: 401 });
      default:
        throw new Error('the database is down');
    }
  },
});

export { token as GET };
