// What people pass instead of a token: what a server makes of a value that is not one, and the answer of an
// endpoint as a whole. None of these is split into parts, because what is wrong with the parts says nothing.

const PROBLEMS: readonly [pattern: RegExp, problem: string][] = [
  [/^$/, 'is an empty string. Pass the token that the server created.'],
  [
    /^(undefined|null|NaN)$/,
    'is the text of a value that was not set: the server put it into its answer instead of a token. Use await createWidgetToken(…), and answer with { data: token }.',
  ],
  [
    /^(\[object Promise\]|Promise \{.*\})$/s,
    'is the text of a Promise: the server did not wait for the token. Use await createWidgetToken(…).',
  ],
  [
    /^[A-Za-z\d+/]{43}=$/,
    `looks like a security key. Keep it on the server, and answer with the result of createWidgetToken(…). If others have seen the key, rotate it.`,
  ],
  [/^\[object .*\]$/, 'is the text of an object. Pass the string in it, such as answer.data.'],
  [
    /^b(['"]).*\1$/s,
    "is Python's text of bytes. Use token.decode('ascii') before the token goes into the answer.",
  ],
  [/^[{[]/, 'is JSON, not a token. Pass the token in it, such as JSON.parse(text).data.'],
  [/^</, 'is a web page, not a token. Check whether the endpoint needs a sign-in.'],
  [/^https?:\/\//i, 'is a URL, not a token. Request it, and pass the token in the answer.'],
];

/** What a string certainly is, if it is not a token, and what to do. */
export function findOtherText(text: string): string | undefined {
  const trimmed = text.trim();
  return PROBLEMS.find(([pattern]) => pattern.test(trimmed))?.[1];
}
