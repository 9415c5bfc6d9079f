// The attributes, subject and lifetime are the same, but there is an issuer, and `nbf` instead of `iat`.

import { AccessToken } from 'livekit-server-sdk';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

export const prepare = () => () =>
  new AccessToken('bench', secret, { identity: widgetId, ttl: expiresIn, attributes }).toJwt();
