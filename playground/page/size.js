// How many of the token's 6144 bytes each attribute uses, and which to remove if it is too large. Pure.

import { estimateTokenSize, WidgetTokenError } from 'amazon-connect-widget-token';

/**
 * @typedef {object} Measure
 * @property {number} bytes
 * @property {number} maxBytes
 * @property {number} remainingBytes
 * @property {number} bareBytes The size of the token without attributes.
 * @property {[key: string, bytes: number][]} parts With the size without attributes, they sum up to `bytes`.
 * @property {string[]} drop The fewest attributes to remove to make the token fit. Empty if it fits.
 * @property {number} shortenBy Removing this many characters makes the token fit.
 */

/**
 * @param {string} widgetId
 * @param {Record<string, string>} attributes Valid ones.
 * @returns {Measure}
 */
export function measure(widgetId, attributes) {
  const bare = estimateTokenSize({ widgetId, attributes: {} });
  const size = estimate(widgetId, attributes) ?? estimateOneByOne(widgetId, attributes, bare.bytes);
  const remainingBytes = bare.maxBytes - size.bytes;
  const losses = Object.entries(size.bytesByAttribute);
  const shares = apportion(
    losses.map(([, bytes]) => bytes),
    size.bytes - bare.bytes,
    BYTES_OF_A_CHARACTER,
  );
  return {
    bytes: size.bytes,
    maxBytes: bare.maxBytes,
    remainingBytes,
    bareBytes: bare.bytes,
    parts: losses.map(([key], index) => [key, shares[index] ?? 0]),
    drop: largest(losses, -remainingBytes),
    // A character is at least one byte of claims. Three bytes become four characters, of two bytes each.
    shortenBy: Math.max(0, Math.ceil((-remainingBytes * 3) / 8)),
  };
}

/**
 * Returns undefined if the attributes exceed Connect's own limit for attributes.
 *
 * @param {string} widgetId
 * @param {Record<string, string>} attributes
 */
function estimate(widgetId, attributes) {
  try {
    return estimateTokenSize({ widgetId, attributes });
  } catch (error) {
    if (error instanceof WidgetTokenError) return undefined;
    throw error;
  }
}

/** @param {string} widgetId @param {Record<string, string>} attributes @param {number} bareBytes */
function estimateOneByOne(widgetId, attributes, bareBytes) {
  const parts = Object.entries(attributes).map(([key, value]) => {
    const bytes = estimate(widgetId, { [key]: value })?.bytes ?? 0;
    return /** @type {const} */ ([key, bytes - bareBytes]);
  });
  const bytes = parts.reduce((sum, [, part]) => sum + part, bareBytes);
  return { bytes, bytesByAttribute: Object.fromEntries(parts) };
}

/** @param {readonly [key: string, bytes: number][]} parts @param {number} excess */
function largest(parts, excess) {
  const keys = [];
  let left = excess;
  for (const [key, bytes] of parts.toSorted((one, other) => other[1] - one[1])) {
    if (left <= 0) break;
    keys.push(key);
    left -= bytes;
  }
  return keys;
}

/** The token is a JavaScript string, and the widget counts two bytes for each of its characters. */
const BYTES_OF_A_CHARACTER = 2;

/**
 * Divides the total in proportion to the weights, into multiples of the unit that sum up to it. What a token
 * loses without an attribute is rounded for each of them, because Base64url writes 3 bytes as 4 characters, so
 * those sizes do not sum up.
 *
 * @param {readonly number[]} weights
 * @param {number} total
 * @param {number} unit
 */
export function apportion(weights, total, unit) {
  const sum = weights.reduce((one, other) => one + other, 0);
  const units = Math.round(total / unit);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (weight * units) / sum));
  const shares = exact.map(Math.floor);
  const rest = units - shares.reduce((one, other) => one + other, 0);
  const byFraction = exact.map((share, index) => ({ index, fraction: share % 1 }));
  byFraction.sort((one, other) => other.fraction - one.fraction);
  for (const { index } of byFraction.slice(0, rest)) shares[index] = (shares[index] ?? 0) + 1;
  return shares.map((share) => share * unit);
}
