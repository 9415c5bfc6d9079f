/**
 * The token that opens an Amazon Connect widget, and the rules that it keeps.
 *
 * @module amazon-connect-widget-token
 */

export type { ContactAttributes, ContactAttributesResult } from './attributes.js';
export { validateAttributes } from './attributes.js';
export { createWidgetToken, type CreateWidgetTokenOptions } from './create.js';
export { WidgetTokenError, type Issue, type WidgetTokenErrorCode } from './errors.js';
export type { WidgetTokenClaimsOptions } from './options.js';
export type { CryptoKeyLike, WidgetSecret } from './secret.js';
export type { SegmentAttributeValue } from './segment-attributes.js';
export { estimateTokenSize, type EstimateTokenSizeOptions, type TokenSize } from './size.js';
