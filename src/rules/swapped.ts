// The two variables that people swap: a widget id is a UUID of 36 characters, which is long enough for a
// security key; and a security key as the widget id would be signed into the token, where every visitor can
// read it.

import type { Issue } from '../errors.js';
import { addIssue } from '../lib/issues.js';
import { textOf } from '../lib/secret-finder.js';
import { KEY_CHARACTERS } from './limits.js';
import { ROTATE_KEY, withoutSpaceAndQuotes } from './text.js';

/** A security key as Connect shows it: 32 bytes in Base64. Or 33 bytes, which have no "=" at the end. */
const SECURITY_KEY = /^[A-Za-z\d+/]{43}[A-Za-z\d+/=]$/;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const UUID_CHARACTERS = 36;

/** A longer string is neither of the two with white space or quotes around it. */
const MAX_CHARACTERS = 64;

/** Whether a string is a security key exactly as Connect shows it. */
export function isSecurityKey(text: string): boolean {
  return SECURITY_KEY.test(text);
}

/** Whether a string is a widget id exactly as Connect shows it. */
export function isWidgetId(text: string): boolean {
  return UUID.test(text);
}

/** Whether a value is a security key as Connect shows it, perhaps with white space or quotes around it. */
export function looksLikeSecurityKey(value: unknown): boolean {
  return matches(SECURITY_KEY, value, KEY_CHARACTERS);
}

/** Whether a value is a widget id as Connect shows it, perhaps with white space or quotes around it. */
export function looksLikeWidgetId(value: unknown): boolean {
  return matches(UUID, value, UUID_CHARACTERS);
}

/**
 * Adds an issue if the widget id and the secret are swapped. Returns the options as they should be, to check
 * the rest.
 */
export function checkSwapped<Given extends { readonly widgetId: unknown; readonly secret: unknown }>(
  given: Given,
  issues: Issue[],
): Given {
  const { widgetId, secret } = given;
  if (!looksLikeSecurityKey(widgetId)) return given;
  const text = textOf(secret);
  if (!looksLikeWidgetId(text)) return given;
  const problem = `and secret are swapped. Exchange them. ${ROTATE_KEY}`;
  addIssue(issues, 'ERR_WIDGET_ID_INVALID', ['widgetId'], problem);
  return { ...given, widgetId: withoutSpaceAndQuotes(text), secret: withoutSpaceAndQuotes(String(widgetId)) };
}

/** What no message may show: the secret, and a widget id that looks like one. */
export function secretsOf({
  widgetId,
  secret,
}: {
  readonly widgetId?: unknown;
  readonly secret: unknown;
}): unknown[] {
  return looksLikeSecurityKey(widgetId) ? [secret, widgetId] : [secret];
}

function matches(pattern: RegExp, value: unknown, characters: number): boolean {
  // The length first: this is asked of the widget id of each token.
  if (typeof value !== 'string' || value.length < characters || value.length > MAX_CHARACTERS) return false;
  return pattern.test(withoutSpaceAndQuotes(value));
}
