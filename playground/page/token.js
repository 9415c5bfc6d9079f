// Reads and rewrites a token as anyone with a browser can. Only the signature cannot be made without the key.

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
 * Changes an attribute in the token and keeps the old signature.
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
