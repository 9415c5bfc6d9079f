// Who is measured: what a user would pick instead, and the limits of what can be reached. The code of each is a
// file in contestants/, which imports what a user would import, and exports `prepare`: it readies what a server
// keeps, and returns the function that mints one token.

import { readFileSync } from 'node:fs';

/**
 * @typedef {() => string | Promise<string>} Mint
 * @typedef {{ prepare: () => Mint | Promise<Mint> }} ContestantCode
 * @typedef {object} Contestant
 * @property {string} name
 * @property {'ours' | 'rival' | 'limit'} kind
 * @property {string} file - Its code, in contestants/.
 * @property {string | undefined} package - The package that it imports.
 * @property {string} why - Why it may be ahead of us, where it is.
 */

const SYNCHRONOUS =
  'it signs synchronously with node:crypto, without WebCrypto and its threads, and checks none of the rules of Connect';

/** livekit-server-sdk has jose 5 below it. */
const JOSE_5 = `its jose 5 has a build of its own for Node.js: ${SYNCHRONOUS}`;

/** @type {Contestant[]} */
export const CONTESTANTS = [
  contestant('amazon-connect-widget-token', 'ours', 'ours', 'amazon-connect-widget-token'),
  contestant('jose, as documented', 'rival', 'jose-documented', 'jose'),
  contestant('jose, imported CryptoKey', 'rival', 'jose-crypto-key', 'jose'),
  contestant('jsonwebtoken', 'rival', 'jsonwebtoken', 'jsonwebtoken', SYNCHRONOUS),
  contestant('jsonwebtoken, KeyObject', 'rival', 'jsonwebtoken-key', 'jsonwebtoken', SYNCHRONOUS),
  contestant('fast-jwt', 'rival', 'fast-jwt', 'fast-jwt', SYNCHRONOUS),
  contestant('hono/jwt', 'rival', 'hono', 'hono'),
  contestant('@tsndr/cloudflare-worker-jwt', 'rival', 'tsndr', '@tsndr/cloudflare-worker-jwt'),
  contestant('livekit-server-sdk', 'rival', 'livekit', 'livekit-server-sdk', JOSE_5),
  contestant('limit: CompactSign, ready bytes and key', 'limit', 'limit-jose', 'jose'),
  contestant('limit: crypto.subtle.sign and Base64url', 'limit', 'limit-webcrypto'),
  contestant('limit: node:crypto createHmac', 'limit', 'limit-node-crypto', undefined, SYNCHRONOUS),
];

export const OURS = find('ours');
export const JOSE_DOCUMENTED = find('jose-documented');
export const DESIGN_FLOOR = find('limit-jose');

/** @param {Contestant} contestant */
export function fileOf({ file }) {
  return new URL(`../contestants/${file}.js`, import.meta.url);
}

/** The contestant's package with its version, as it is installed. @param {Contestant} contestant */
export function versionOf({ package: name }) {
  if (name === undefined) return '';
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return /** @type {{ version: string }} */ (content).version;
}

/** @param {string} file */
export function find(file) {
  const found = CONTESTANTS.find((one) => one.file === file);
  if (found === undefined) throw new Error(`There is no contestant ${file}.`);
  return found;
}

/**
 * @param {string} name
 * @param {Contestant['kind']} kind
 * @param {string} file
 * @param {string} [packageName]
 * @param {string} [why]
 * @returns {Contestant}
 */
function contestant(name, kind, file, packageName, why = 'it checks none of the rules of Connect') {
  return { name, kind, file, package: packageName, why };
}
