// The floor of a synchronous signature: node:crypto, which Node.js alone has for certain. It serialises the
// claims at each call, as anyone would have to.

import { createHmac } from 'node:crypto';
import { makeClaims, secret } from '../lib/claims.js';

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

export const prepare = () => () => {
  const input = `${header}.${Buffer.from(JSON.stringify(makeClaims())).toString('base64url')}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};
