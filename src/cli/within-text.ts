// A token within any other text: a line of a log, JavaScript, an event stream, a cut copy.

import { CliError } from './error.js';
import { looksLikeToken, type Pasted } from './token-text.js';

const WORDS = /[\w.-]+/g;

/** As a browser's console or a log cuts a long string. */
const CUT = /^e[\w.-]*(\u2026|\.\.\.)/;

const CUT_OFF =
  'This token is cut: it has "…" or "..." instead of the rest. Copy it from the body of the answer, in the network tools of the browser.';

/** Something that is never within a token, or beside it by mistake: then it is for the inspection to refuse. */
const OTHER_TEXT = /[\s'"`(:,<]/;

/** The only token in a text. Undefined if there is none, or nothing else. */
export function findWithinText(text: string): Pasted | undefined {
  if (CUT.test(text)) throw new CliError(1, CUT_OFF);
  const tokens = new Set((text.match(WORDS) ?? []).filter(looksLikeToken));
  const [token] = tokens;
  if (token === undefined || !OTHER_TEXT.test(text)) return undefined;
  if (tokens.size > 1) throw new CliError(1, `This text has ${tokens.size} tokens. Pass one of them.`);
  return { token, notes: ['The token is within other text, which is not inspected.'] };
}
