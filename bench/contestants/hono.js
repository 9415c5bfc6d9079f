import { sign } from 'hono/jwt';
import { makeClaims, secret } from '../lib/claims.js';

export const prepare = () => () => sign(makeClaims(), secret, 'HS256');
