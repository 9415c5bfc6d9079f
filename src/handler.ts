/**
 * The endpoint that the widget's snippet asks for a token.
 *
 * @module amazon-connect-widget-token/handler
 */

export { createTokenHandler } from './handler/fetch.js';
export type {
  TokenHandlerClaims,
  TokenHandlerOptions,
  TokenRequest,
  TokenResponse,
} from './handler/fetch.js';
