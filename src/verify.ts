/**
 * For unit tests, for self-hosted widgets, and for finding out what is wrong with a token.
 *
 * @module amazon-connect-widget-token/verify
 */

export type { Finding as InspectionIssue } from './verify/findings.js';
export { inspectWidgetToken } from './verify/inspect.js';
export type { Inspection, InspectWidgetTokenOptions } from './verify/inspect.js';
export type { WidgetTokenClaims } from './verify/claims.js';
export { verifyWidgetToken } from './verify/verify.js';
export type { VerifyWidgetTokenOptions } from './verify/verify.js';
