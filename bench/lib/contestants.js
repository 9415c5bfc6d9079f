// The contestants: this package, the version before, its rivals, what one would write instead to keep the same
// rules, and limits that show how fast such a package could be at best.
// Each is a file in contestants/ that imports what a user would import and exports `prepare`. `prepare` sets
// up what a server would keep, and returns the function that mints one token.

import { readFileSync } from 'node:fs';

/**
 * @typedef {() => string | Promise<string>} Mint
 * @typedef {{ prepare: () => Mint | Promise<Mint> }} ContestantCode
 * @typedef {object} Contestant
 * @property {string} name
 * @property {'ours' | 'before' | 'rival' | 'checks' | 'limit'} kind - `checks` has a schema library, and is
 *   only weighed.
 * @property {string} file - The name of its file in contestants/, without `.js`.
 * @property {string | undefined} package - The npm package that it imports.
 * @property {string} why - Why it may be faster than this package. Printed only if it is.
 */

const NO_CHECKS = "It checks none of Connect's rules.";
const SYNCHRONOUS = `It signs synchronously with node:crypto, without WebCrypto and its threads. ${NO_CHECKS}`;

/** livekit-server-sdk depends on jose 5. */
const JOSE_5 = `It uses jose 5, whose build for Node.js signs synchronously with node:crypto. ${NO_CHECKS}`;

/** @type {Contestant[]} */
export const CONTESTANTS = [
  contestant('amazon-connect-widget-token', 'ours', 'ours', 'amazon-connect-widget-token'),
  contestant('the version before', 'before', 'before', 'amazon-connect-widget-token-before'),
  contestant('jose, as documented', 'rival', 'jose-documented', 'jose'),
  contestant('jose, imported CryptoKey', 'rival', 'jose-crypto-key', 'jose'),
  contestant('jsonwebtoken', 'rival', 'jsonwebtoken', 'jsonwebtoken', SYNCHRONOUS),
  contestant('jsonwebtoken, KeyObject', 'rival', 'jsonwebtoken-key', 'jsonwebtoken', SYNCHRONOUS),
  contestant('fast-jwt', 'rival', 'fast-jwt', 'fast-jwt', SYNCHRONOUS),
  contestant('hono/jwt', 'rival', 'hono', 'hono'),
  contestant('@tsndr/cloudflare-worker-jwt', 'rival', 'tsndr', '@tsndr/cloudflare-worker-jwt'),
  contestant('livekit-server-sdk', 'rival', 'livekit', 'livekit-server-sdk', JOSE_5),
  contestant('jose + valibot, with the same rules', 'checks', 'checks-valibot', 'valibot'),
  contestant('jose + zod/mini, with the same rules', 'checks', 'checks-zod-mini', 'zod'),
  contestant('jose + zod, with the same rules', 'checks', 'checks-zod', 'zod'),
  contestant('limit: jose CompactSign, JSON.stringify, TextEncoder', 'limit', 'limit-jose-json', 'jose'),
  contestant('limit: jose CompactSign, claims and key prepared', 'limit', 'limit-jose', 'jose'),
  contestant('limit: crypto.subtle.sign and Base64url', 'limit', 'limit-webcrypto'),
  contestant('limit: node:crypto createHmac', 'limit', 'limit-node-crypto', undefined, SYNCHRONOUS),
];

export const OURS = find('ours');
export const JOSE_DOCUMENTED = find('jose-documented');
/** This package signs with jose, and writes claims for each token: it cannot be faster than this. */
export const JOSE_LIMIT = find('limit-jose-json');
export const BEFORE = find('before');
export const WITH_CHECKS = CONTESTANTS.filter(({ kind }) => kind === 'checks');

/** @param {Contestant} contestant */
export function fileOf({ file }) {
  return new URL(`../contestants/${file}.js`, import.meta.url);
}

/** The installed version of the contestant's package. @param {Contestant} contestant */
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
  if (found === undefined) throw new Error(`Unknown contestant: ${file}. Name a file in bench/contestants/.`);
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
function contestant(name, kind, file, packageName, why = NO_CHECKS) {
  return { name, kind, file, package: packageName, why };
}
