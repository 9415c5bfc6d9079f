import { SignJWT } from 'jose';
import { attributes, expiresIn, widgetId } from '../lib/claims.js';
import { importSecret } from '../lib/import-secret.js';

export async function prepare() {
  const key = await importSecret();
  return () =>
    new SignJWT({ attributes })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(widgetId)
      .setIssuedAt()
      .setExpirationTime(`${expiresIn}s`)
      .sign(key);
}
