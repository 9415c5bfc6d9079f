import bodyParser from 'body-parser';
import Koa from 'koa';
import { mistaken, port, token } from './token.js';

const parse = bodyParser.json();

const app = new Koa();
app.use(async (ctx) => {
  if (ctx.path === '/mistaken') return mistaken(ctx);
  if (ctx.path === '/mistaken/node') return token(ctx);
  if (ctx.path === '/parsed/token') await new Promise((parsed) => parse(ctx.req, ctx.res, parsed));
  // As the error says that a mistaken call causes.
  ctx.respond = false;
  return token(ctx.req, ctx.res);
});
app.listen(port);
