/**
 * The token that opens an Amazon Connect widget, and the rules that it keeps.
 *
 * @module amazon-connect-widget-token
 */

export type { ContactAttributes, ContactAttributesResult } from './rules/attributes.js';
export { validateAttributes } from './rules/attributes.js';
export { createWidgetToken, type CreateWidgetTokenOptions } from './token/create.js';
export { WidgetTokenError, type Issue, type WidgetTokenErrorCode } from './errors.js';
export type { WidgetTokenClaimsOptions } from './token/options.js';
export type { CryptoKeyLike, WidgetSecret } from './rules/secret.js';
export type { SegmentAttributeValue } from './rules/segment-attributes.js';
export { estimateTokenSize, type EstimateTokenSizeOptions, type TokenSize } from './token/size.js';
