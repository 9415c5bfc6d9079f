// The entry …/verify: for unit tests, for self-hosted widgets, and for finding out what is wrong.

export { inspectWidgetToken } from './inspect-token.js';
export type { Inspection, InspectionIssue, InspectWidgetTokenOptions } from './inspect-token.js';
export type { WidgetTokenClaims } from './token-claims.js';
export { verifyWidgetToken } from './verify-token.js';
export type { VerifyWidgetTokenOptions } from './verify-token.js';
