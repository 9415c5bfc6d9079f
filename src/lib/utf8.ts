// UTF-8: the bytes of a text, and how many they are without making them.

/** In this realm's Uint8Array, which jose asks for: in Vitest's jsdom, TextEncoder has another. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}

/**
 * The UTF-8 bytes of a text without lone surrogates. TextEncoder would do, but Jest's jsdom has none, and the size is
 * asked for at each key press.
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
