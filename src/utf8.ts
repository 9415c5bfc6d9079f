// The length of a text in UTF-8, without making the bytes. TextEncoder would do, but Jest's jsdom has
// none, and the size is asked for at each key press.

/** The UTF-8 bytes of a text without lone surrogates. */
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
