// Before anything is timed: each contestant's token is one that Connect would have to take, as far as its
// maker allows, or the comparison says nothing.

import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { jwtVerify } from 'jose';
import { attributes, expiresIn, secret, widgetId } from './claims.js';

/** @param {import('./contestants.js').Contestant} contestant @param {string} token */
export async function checkToken({ name, file }, token) {
  /** @type {import('jose').JWTVerifyResult} */
  const verified = await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ['HS256'] });
  const { payload } = verified;
  const { sub, iat, nbf, exp = NaN } = payload;
  equal(sub, widgetId, `${name}: sub`);
  deepStrictEqual(payload.attributes, attributes, `${name}: attributes`);
  // A second may pass between the two times, for who reads the clock for each.
  const life = exp - (iat ?? nbf ?? NaN);
  ok(life === expiresIn || life === expiresIn + 1, `${name}: it lives ${life} s`);
  ok(Math.abs(exp - expiresIn - Date.now() / 1000) < 60, `${name}: the times are not of now`);
  // LiveKit's token names its issuer, and the time as nbf.
  const names = ['attributes', 'exp', ...(file === 'livekit' ? ['iss', 'nbf'] : ['iat']), 'sub'];
  deepStrictEqual(Object.keys(payload).sort(), names, `${name}: claims`);
}
