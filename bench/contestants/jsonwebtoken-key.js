import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

export function prepare() {
  const key = createSecretKey(secret, 'utf8');
  return () => jwt.sign({ attributes }, key, { subject: widgetId, expiresIn });
}
