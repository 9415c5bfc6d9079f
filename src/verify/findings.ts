// What is found in a token. A finding is an issue and what to do about it: an error has both in one
// message, an inspection keeps them apart.

import {
  isFull,
  makeIssue,
  throwIfAny,
  type Issue,
  type Place,
  type WidgetTokenErrorCode,
} from '../errors.js';

/** One thing that is wrong with a token, and what to do about it. Safe to log, like every issue. */
export interface Finding extends Issue {
  /** What to do about it. Empty if the message says so already. */
  readonly hint: string;
}

export function addFinding(
  findings: Finding[],
  code: WidgetTokenErrorCode,
  place: Place,
  problem: string,
  hint: string,
): void {
  if (!isFull(findings)) findings.push({ ...makeIssue(code, place, problem), hint });
}

/** Throws what was found, if anything was, as issues whose messages end with their hints. */
export function throwFindings(findings: readonly Finding[]): void {
  const issues = findings.map(({ code, message, path, hint }) => {
    return { code, message: `${message} ${hint}`.trim(), path };
  });
  // No secret to hide: whatever key is named here stands in the token, for whoever holds it to read.
  throwIfAny(issues, undefined);
}
