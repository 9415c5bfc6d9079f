// Two middlewares that hold an answer back: one until its session is stored, one to compress it.

import compression from 'compression';
import express from 'express';
import session from 'express-session';
import { mistaken, port, token } from './token.js';

const app = express();
app.use(compression({ threshold: 0 }));
app.use(session({ secret: 'signs the cookie of express-session', resave: true, saveUninitialized: true }));
app.use('/parsed', express.json());
app.all(['/token', '/parsed/token'], token);
app.all('/mistaken', mistaken);
app.listen(port);
