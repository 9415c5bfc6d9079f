// A token that PyJWT made, and what it was made of, for a program that takes it from its environment.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.js';

const { secret, vectors } = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/pyjwt.json'), 'utf8'));
const [{ payload, token }] = vectors;

export const ENVIRONMENT = {
  CONNECT_WIDGET_ID: payload.sub,
  CONNECT_SECRET: secret,
  ATTRIBUTES: JSON.stringify(payload.attributes),
  ISSUED_AT: new Date(payload.iat * 1000).toISOString(),
};

/** @param {string} printed What a program printed with that environment. */
export function expectGoldenToken(printed) {
  if (printed.trim() !== token) throw new Error(`This is not the golden token: ${printed}`);
}
