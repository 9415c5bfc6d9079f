/**
 * The endpoint that the widget's snippet asks for a token.
 *
 * @module amazon-connect-widget-token/handler
 */

export { createLambdaTokenHandler, createNodeTokenHandler, createTokenHandler } from './handler/create.js';
export type { TokenRequest, TokenRequestEvent, TokenResponse } from './handler/fetch.js';
export type { TokenLambdaEvent, TokenLambdaResult } from './handler/lambda.js';
export type { TokenNodeRequest, TokenNodeResponse } from './handler/node.js';
export type { TokenHandlerClaims, TokenHandlerOptions, TokenHandlerReturn } from './handler/options.js';
