// UTF-8: the bytes of a string, how many there are without making them, and the string of bytes.

/** In this realm's Uint8Array, which jose requires: the TextEncoder of Vitest's jsdom makes another one. */
export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}

/**
 * The number of UTF-8 bytes of a string without lone surrogates. Not by TextEncoder: Jest's jsdom has none,
 * and a form asks for the size at each key press.
 */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // The two units of a surrogate pair are four bytes; any other unit from 0x800 on is three.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/**
 * The string of UTF-8 bytes, or of Latin-1 if they are not UTF-8. Slow, but without TextDecoder, which jsdom
 * lacks.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const encoded = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(encoded.join(''));
  } catch {
    return String.fromCharCode(...bytes);
  }
}
