import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { mistaken, port, token } from './token.js';

createServer(async (req, res) => {
  if (req.url === '/mistaken') return mistaken(req, res);
  if (req.url === '/parsed/token') req.body = await json(req);
  return token(req, res);
}).listen(port);
