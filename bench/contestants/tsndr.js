import { sign } from '@tsndr/cloudflare-worker-jwt';
import { makeClaims, secret } from '../lib/claims.js';

export const prepare = () => () => sign(makeClaims(), secret);
