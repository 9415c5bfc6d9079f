// What many tests need: valid options, and the issues of invalid ones.

import { createHmac } from 'node:crypto';
import {
  createWidgetToken,
  estimateTokenSize,
  WidgetTokenError,
  type Issue,
} from 'amazon-connect-widget-token';
import { expect } from 'vitest';

export const WIDGET_ID = '2f6b1f0e-6b0c-4d52-9d0a-6c0f8b7c4f11';

/** As Connect shows one: 44 characters that look like Base64. It belongs to no widget. */
export const SECRET = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzE=';

export const RIGHT = { widgetId: WIDGET_ID, secret: SECRET };

/** The functions as JavaScript without types calls them. */
export const createUnchecked: (options?: unknown) => Promise<string> = createWidgetToken as never;
export const estimateUnchecked: (options?: unknown) => unknown = estimateTokenSize as never;

/** The error that refuses the options. The test fails if they are accepted. */
export async function refusal(options: unknown): Promise<WidgetTokenError> {
  const outcome = await createUnchecked(options).catch((error: unknown) => error);
  if (!(outcome instanceof WidgetTokenError)) expect.fail('not refused with a WidgetTokenError');
  return outcome;
}

/** The issues of the valid options after these are added to them. */
export async function issuesOf(options: object): Promise<readonly Issue[]> {
  return (await refusal({ ...RIGHT, ...options })).issues;
}

/** The same issues without their messages. */
export async function codesAndPathsOf(
  options: object,
): Promise<[code: string, ...path: (string | number)[]][]> {
  return (await issuesOf(options)).map(({ code, path }) => [code, ...path]);
}

/** The claims of a token, read without the package. */
export function claimsOf(token: string): Record<string, unknown> {
  const [, claims = ''] = token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
}

/** Whether a token was signed with this secret, computed without the package. */
export function isSignedWith(token: string, secret: string): boolean {
  const [header, claims, signature] = token.split('.');
  return createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url') === signature;
}
