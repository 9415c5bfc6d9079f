// The endpoint of createTokenHandler, as someone without TypeScript creates and calls it.

import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { expect } from 'vitest';
import { RIGHT } from '../support/helpers.js';

export const TOKEN_URL = 'https://example.com/token?attributes[memberId]=666';

export const createUnchecked: (options?: unknown) => (request: unknown) => Promise<Response> =
  createTokenHandler as never;

export function makeRequest(method = 'GET'): Request {
  return new Request(TOKEN_URL, { method });
}

/** The response of an endpoint with these options, and the errors that `onError` received. */
export async function respond(
  options: object,
  request: unknown = makeRequest(),
): Promise<[Response, unknown[]]> {
  const errors: unknown[] = [];
  const onError = (error: unknown): unknown => errors.push(error);
  const handler = createUnchecked({ ...RIGHT, claims: () => ({}), onError, ...options });
  return [await handler(request), errors];
}

export async function expectNoToken(response: Response): Promise<void> {
  expect(response.status).toBe(500);
  expect([...response.headers]).toEqual([
    ['cache-control', 'no-store'],
    ['content-type', 'application/json'],
  ]);
  expect(await response.text()).toBe('{"error":"token_unavailable"}');
}

/** As an expression: throws the error. */
export function fail(error: unknown): never {
  throw error;
}
