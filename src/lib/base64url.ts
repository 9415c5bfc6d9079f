// Base64url, the encoding of a token's parts.

/**
 * Decodes strictly: no padding, no white space, no other alphabet, and no bits that the bytes do not use.
 * Otherwise two strings could be the same token.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const canonical = btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    return canonical === text ? Uint8Array.from(binary, (byte) => byte.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}
