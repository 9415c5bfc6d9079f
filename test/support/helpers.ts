// What many tests need: right options to start from, and what is wrong with wrong ones.

import {
  createWidgetToken,
  estimateTokenSize,
  WidgetTokenError,
  type Issue,
} from 'amazon-connect-widget-token';
import { expect } from 'vitest';

export const WIDGET_ID = '2f6b1f0e-6b0c-4d52-9d0a-6c0f8b7c4f11';

/** As Connect shows one: 44 characters that look like Base64. It opens nothing. */
export const SECRET = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzE=';

export const RIGHT = { widgetId: WIDGET_ID, secret: SECRET };

/** The functions as someone without TypeScript calls them. */
export const createUnchecked: (options?: unknown) => Promise<string> = createWidgetToken as never;
export const estimateUnchecked: (options?: unknown) => unknown = estimateTokenSize as never;

/** The error with which the options are refused; a test fails if they are not. */
export async function refusal(options: unknown): Promise<WidgetTokenError> {
  const outcome = await createUnchecked(options).catch((error: unknown) => error);
  if (!(outcome instanceof WidgetTokenError)) expect.fail('not refused with a WidgetTokenError');
  return outcome;
}

/** All that is wrong with the right options once these are laid over them. */
export async function issuesOf(options: object): Promise<readonly Issue[]> {
  return (await refusal({ ...RIGHT, ...options })).issues;
}

/** Codes and paths, without the words. */
export async function findingsOf(options: object): Promise<[code: string, ...path: (string | number)[]][]> {
  return (await issuesOf(options)).map(({ code, path }) => [code, ...path]);
}

/** The claims that a token holds, read without any help of the package. */
export function claimsOf(token: string): Record<string, unknown> {
  const [, claims = ''] = token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
}
