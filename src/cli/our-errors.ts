// What the handlers of this package answer instead of a token: {"error":"…"}. For anyone else's error, the
// status is all that is known.

const EXPLAINED: Readonly<Record<string, string>> = {
  origin_not_allowed:
    "The endpoint does not allow the page's origin. Add it to the option origins, as in origins: ['https://www.example.com'].",
  token_unavailable:
    "The endpoint could not create the token. It passed the reason to onError; without onError, it is in the server's log.",
};

/** What an error in JSON means, if it is ours. */
export function explainOurError(answer: unknown): string | undefined {
  const { error } = Object(answer) as Record<string, unknown>;
  return typeof error === 'string' && Object.hasOwn(EXPLAINED, error) ? EXPLAINED[error] : undefined;
}
