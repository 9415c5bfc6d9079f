/**
 * For unit tests, for self-hosted widgets, and for finding out what is wrong with a token.
 *
 * @module amazon-connect-widget-token/verify
 */

export type { Finding as InspectionIssue } from './findings.js';
export { inspectWidgetToken } from './inspect-token.js';
export type { Inspection, InspectWidgetTokenOptions } from './inspect-token.js';
export type { WidgetTokenClaims } from './token-claims.js';
export { verifyWidgetToken } from './verify-token.js';
export type { VerifyWidgetTokenOptions } from './verify-token.js';
