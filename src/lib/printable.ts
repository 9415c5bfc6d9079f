// What may be printed. Names and messages come from anywhere: nothing in them may control a terminal or forge
// a line in a log.

/** Replaces control and format characters, line separators, and halves of surrogate pairs. */
export function replaceUnprintable(text: string, replace: (character: string) => string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, replace);
}
