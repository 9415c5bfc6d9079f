// The limit for a synchronous signature with node:crypto, which only Node.js is certain to have. Unlike the
// other two limits, this one serialises the claims for each token.

import { createHmac } from 'node:crypto';
import { makeClaims, secret } from '../lib/claims.js';

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

export const prepare = () => () => {
  const input = `${header}.${Buffer.from(JSON.stringify(makeClaims())).toString('base64url')}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};
