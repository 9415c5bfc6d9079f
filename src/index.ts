/**
 * The token that opens an Amazon Connect widget, and its rules.
 *
 * @module amazon-connect-widget-token
 */

export { WidgetTokenError, type Issue, type WidgetTokenErrorCode } from './errors.js';
export {
  validateAttributes,
  type StringValues,
  type ContactAttributes,
  type ContactAttributesResult,
} from './rules/attributes.js';
export type { CryptoKeyLike, WidgetSecret } from './rules/secret.js';
export type { SegmentAttributeValue } from './rules/segment-attributes.js';
export type { TokenLength } from './rules/size.js';
export { createWidgetToken } from './token/create.js';
export { estimateTokenSize, type TokenSize } from './token/estimate.js';
export { stringifyAttributes } from './token/stringify.js';
export type {
  CreateWidgetTokenOptions,
  EstimateTokenSizeOptions,
  WidgetTokenClaimsOptions,
} from './token/options.js';
