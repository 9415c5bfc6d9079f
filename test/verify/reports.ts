// What verifyWidgetToken and inspectWidgetToken report about a token, at the time when RIGHT_TOKEN was
// issued.

import { WidgetTokenError, type CryptoKeyLike } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken, type Inspection } from 'amazon-connect-widget-token/verify';
import { expect } from 'vitest';
import { NOW } from '../support/forgery.js';
import { RIGHT, SECRET } from '../support/helpers.js';

const AT_ISSUE = { currentDate: new Date(NOW * 1000) };

/** The options with which verifyWidgetToken accepts RIGHT_TOKEN. */
export const EXPECTED = { ...RIGHT, ...AT_ISSUE };

/** verifyWidgetToken as someone without TypeScript calls it. */
const verifyUnchecked: (token: unknown, options: unknown) => Promise<unknown> = verifyWidgetToken as never;

/** The error with which a token, or one of these options, is refused. */
export async function refusal(token: unknown, options: object = {}): Promise<WidgetTokenError> {
  const outcome = await verifyUnchecked(token, { ...EXPECTED, ...options }).catch((error: unknown) => error);
  if (!(outcome instanceof WidgetTokenError)) expect.fail('not refused with a WidgetTokenError');
  return outcome;
}

export async function codesOf(token: unknown, options: object = {}): Promise<string[]> {
  return (await refusal(token, options)).issues.map(({ code }) => code);
}

export function inspect(token: unknown, options: object = {}): Promise<Inspection> {
  return inspectWidgetToken(token, { ...AT_ISSUE, ...options });
}

/** The issues of an inspection or an error, each as `CODE: message`. */
export function linesOf({ issues }: Pick<Inspection, 'issues'>): string[] {
  return issues.map(({ code, message }) => `${code}: ${message}`);
}

/** The secret as a CryptoKey. */
export function importSecret(usage: 'sign' | 'verify'): Promise<CryptoKeyLike> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(SECRET), algorithm, false, [usage]);
}
