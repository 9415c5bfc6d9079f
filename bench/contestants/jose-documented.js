// The documented way: jose gets the bytes of the secret and imports them for each signature.
// https://github.com/panva/jose/blob/main/docs/jwt/sign/classes/SignJWT.md

import { SignJWT } from 'jose';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

const secretBytes = new TextEncoder().encode(secret);

export const prepare = () => () =>
  new SignJWT({ attributes })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(widgetId)
    .setIssuedAt()
    .setExpirationTime(`${expiresIn}s`)
    .sign(secretBytes);
