// Its own token, with the same attributes, subject and life: it also names the issuer, and `nbf` in place of `iat`.

import { AccessToken } from 'livekit-server-sdk';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

export const prepare = () => () =>
  new AccessToken('bench', secret, { identity: widgetId, ttl: expiresIn, attributes }).toJwt();
