import { createSigner } from 'fast-jwt';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

export function prepare() {
  const sign = createSigner({ key: secret, algorithm: 'HS256', sub: widgetId, expiresIn: expiresIn * 1000 });
  return () => sign({ attributes });
}
