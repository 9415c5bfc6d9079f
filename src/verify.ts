/**
 * For unit tests, for self-hosted widgets, and to find out what is wrong with a token.
 *
 * @module amazon-connect-widget-token/verify
 */

export { inspectWidgetToken, type Inspection, type InspectWidgetTokenOptions } from './verify/inspect.js';
export type { TokenLength } from './rules/size.js';
export type { WidgetTokenClaims } from './verify/claims.js';
export { verifyWidgetToken, type VerifyWidgetTokenOptions } from './verify/verify.js';
