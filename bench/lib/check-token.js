// Before anything is timed, checks that each contestant's token has the claims that Connect needs, as far as
// its package allows. Otherwise the comparison would mean nothing.

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
  // A package may read the clock twice, once for each time, and a second may pass in between.
  const lifetime = exp - (iat ?? nbf ?? NaN);
  ok(lifetime === expiresIn || lifetime === expiresIn + 1, `${name}: the lifetime is ${lifetime} s`);
  ok(Math.abs(exp - expiresIn - Date.now() / 1000) < 60, `${name}: the times are not current`);
  // See contestants/livekit.js.
  const names = ['attributes', 'exp', ...(file === 'livekit' ? ['iss', 'nbf'] : ['iat']), 'sub'];
  deepStrictEqual(Object.keys(payload).sort(), names, `${name}: claims`);
}
