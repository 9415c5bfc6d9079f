import { SignJWT } from 'jose';
import { attributes, expiresIn, widgetId } from './claims.js';
import { importSecret } from './import-secret.js';

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
