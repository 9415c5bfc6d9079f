// The endpoint of createTokenHandler, as someone without TypeScript creates and calls it.

import { WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { expect } from 'vitest';
import { RIGHT } from '../support/helpers.js';

export const TOKEN_URL = 'https://example.com/token?attributes[memberId]=666';

export const createUnchecked: (options?: unknown) => (...given: unknown[]) => Promise<Response> =
  createTokenHandler as never;

export function makeRequest(method = 'GET', headers: Record<string, string> = {}): Request {
  return new Request(TOKEN_URL, { method, headers });
}

/**
 * The response of an endpoint with these options, and the errors that `onError` received. Without arguments
 * of a server, it is called with a right request.
 */
export async function respond(options: object, ...given: unknown[]): Promise<[Response, unknown[]]> {
  const errors: unknown[] = [];
  const onError = (error: unknown): unknown => errors.push(error);
  const handler = createUnchecked({ ...RIGHT, claims: () => ({}), onError, ...options });
  return [await handler(...(given.length === 0 ? [makeRequest()] : given)), errors];
}

/** The messages of what `onError` received. */
export function messagesOf(error: unknown): string[] {
  expect(error).toBeInstanceOf(WidgetTokenError);
  return (error as WidgetTokenError).issues.map(({ message }) => message);
}

/** The headers of every answer in JSON. */
export const JSON_HEADERS = {
  'cache-control': 'no-store',
  'content-type': 'application/json',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

export async function expectNoToken(response: Response): Promise<void> {
  expect(response.status).toBe(500);
  expect(Object.fromEntries(response.headers)).toEqual(JSON_HEADERS);
  expect(await response.text()).toBe('{"error":"token_unavailable"}');
}

/** As an expression: throws the error. */
export function fail(error: unknown): never {
  throw error;
}
