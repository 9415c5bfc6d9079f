// A token as text, and what a copied one has around it.

/** A token, and what to say about the form that it was in. */
export interface Pasted {
  readonly token: string;
  /** What is not a problem with the token itself. */
  readonly notes: readonly string[];
}

/** Three parts, of which the first is Base64url of `{"` or of `{` and white space. */
const TOKEN = /^e(yJ|yA|wo|w0|wk)[\w-]*\.[\w-]+\.[\w-]*$/;

/** Whether a string is certainly meant to be a token. */
export function looksLikeToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Without white space, line breaks, quotes and Bearer. */
export function withoutFrame(text: string): string {
  return text
    .replace(/\s/g, '')
    .replace(/^["'`\u2018-\u201d]|["'`\u2018-\u201d]$/g, '')
    .replace(/^bearer/i, '');
}
