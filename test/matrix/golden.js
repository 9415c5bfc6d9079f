// A token that PyJWT made, and its input as environment variables, for a program that makes the same token.

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

/** @param {string} printed The output of a program that ran with ENVIRONMENT. */
export function expectGoldenToken(printed) {
  if (printed.trim() !== token) throw new Error(`This is not the golden token: ${printed}`);
}
