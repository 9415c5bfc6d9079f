// Hides what no output may show: only the characters of a secret, because the rest of a line still helps.

import { secretFinder, SHOWN_CHARACTERS } from '../lib/secret-finder.js';

/** Returns a text without what may not be printed. */
export type Hide = (text: string) => string;

export const HIDDEN = '(not shown)';

/** A longer text is hidden as a whole, to save time: it is not a line that anyone reads. */
const MAX_CHARACTERS = 5000;

/** @param secrets - Of any type, as {@link secretFinder} takes them. */
export function hider(secrets: readonly unknown[]): Hide {
  const shows = secretFinder(secrets);
  return (text) => {
    if (!shows(text)) return text;
    const rest = text.length > MAX_CHARACTERS ? text : hideParts(text, shows);
    // In a text that is shorter than a part, a few characters before a cut show a secret too.
    return shows(rest) ? HIDDEN : rest;
  };
}

function hideParts(text: string, shows: (part: string) => boolean): string {
  let rest = '';
  let kept = 0;
  for (let start = 0; start + SHOWN_CHARACTERS <= text.length; start++) {
    const end = start + SHOWN_CHARACTERS;
    if (!shows(text.slice(start, end))) continue;
    if (start >= kept) rest += text.slice(kept, start) + HIDDEN;
    kept = end;
  }
  return rest + text.slice(kept);
}
