// The entry …/handler: the endpoint that the widget's snippet asks for a token.

export { createTokenHandler } from './token-handler.js';
export type {
  TokenHandlerClaims,
  TokenHandlerOptions,
  TokenRequest,
  TokenResponse,
} from './token-handler.js';
