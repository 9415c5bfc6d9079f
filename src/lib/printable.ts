// What may be printed. Names and messages come from anywhere: nothing in them may control a terminal or forge
// a line in a log.

/** Replaces control and format characters, line separators, and halves of surrogate pairs. */
export function replaceUnprintable(text: string, replace: (character: string) => string): string {
  // Not as a literal: V8 parses each one when it loads the file, also in a function that is never called. With
  // a Unicode property, this takes a third of a millisecond.
  return text.replace(new RegExp('[\\p{C}\\p{Zl}\\p{Zp}]', 'gu'), replace);
}
