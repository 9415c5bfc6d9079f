// A token's parts, as anyone with a browser can read and rewrite them. Only the signature cannot be made again.

/** @param {string} part @returns {unknown} */
function decode(part) {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0))));
}

/** @param {unknown} value */
function encode(value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} token */
export function headerOf(token) {
  return decode(token.split('.')[0] ?? '');
}

/**
 * The token with another attribute, under the signature that it had.
 *
 * @param {string} token
 * @param {string} key
 * @param {string} value
 */
export function forge(token, key, value) {
  const [header, claims = '', signature] = token.split('.');
  const read = /** @type {{ attributes: Record<string, string> }} */ (decode(claims));
  const changed = { ...read, attributes: { ...read.attributes, [key]: value } };
  return [header, encode(changed), signature].join('.');
}
