// The security key must not be in a token: it is signed, not encrypted, so that anyone who has it can read
// it.

import type { Issue } from '../errors.js';
import { addIssue, type Place } from '../lib/issues.js';
import { isWidgetId } from './swapped.js';
import { isPlain, ROTATE_KEY } from './text.js';

const CONTAINS_KEY = `contains the security key, which anyone could read in the token. Remove it. ${ROTATE_KEY}`;

/** A shorter string is not searched for: too many others would contain it. */
const MIN_CHARACTERS = 16;

/** Adds an issue for each value and each name in JSON written by `writeClaims` that contains the secret. */
export function checkJsonExposure(json: string, secret: string, issues: Issue[]): void {
  // Claims that were refused are not written.
  if (json === '' || secret === '' || !mayContain(json, secret)) return;
  const { sub, ...others } = JSON.parse(json) as Record<string, unknown>;
  checkExposure({ widgetId: sub, ...others }, [], secret, issues);
}

/** Whether JSON contains the first characters of the secret. If JSON would escape one of these, it may. */
function mayContain(json: string, secret: string): boolean {
  const start = secret.slice(0, MIN_CHARACTERS);
  return !isPlain(start) || json.includes(start);
}

/** Adds an issue for each string and each name within a value from JSON that contains the secret. */
export function checkExposure(value: unknown, place: Place | [], secret: string, issues: Issue[]): void {
  const key = keyOf(secret);
  if (key === undefined) return;
  for (const found of findTexts(value, place, (text) => text.includes(key))) {
    const problem = found.isName ? `has a name that ${CONTAINS_KEY}` : CONTAINS_KEY;
    addIssue(issues, 'ERR_SECRET_EXPOSED', found.place, problem);
  }
}

/** Each string within a value from JSON that matches, and each object with a name that does. */
export function* findTexts(
  value: unknown,
  outer: Place | [],
  matches: (text: string) => boolean,
): Generator<{ readonly place: Place; readonly isName: boolean }> {
  // Not by recursion, and without copying the place of each value: a token from anywhere may be nested
  // deeply.
  const left: Member[] = [{ value }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const parent = next;
    if (typeof parent.value === 'string' && matches(parent.value)) {
      yield { place: placeOf(parent, outer), isName: false };
    }
    if (typeof parent.value !== 'object' || parent.value === null) continue;
    const members = Object.entries(parent.value as Record<string, unknown>);
    if (members.some(([name]) => matches(name))) yield { place: placeOf(parent, outer), isName: true };
    for (const [name, member] of members.reverse()) left.push({ value: member, name, parent });
  }
}

/** A value within another one. */
interface Member {
  readonly value: unknown;
  readonly name?: string;
  readonly parent?: Member;
}

function placeOf(member: Member, outer: Place | []): Place {
  const names: (string | number)[] = [];
  for (let { name, parent } = member; name !== undefined && parent !== undefined; { name, parent } = parent) {
    names.unshift(Array.isArray(parent.value) ? Number(name) : name);
  }
  const [first = 'claims', ...others] = [...outer, ...names];
  return [String(first), ...others];
}

/**
 * What to search for: a key without the "=" at its end is a key too. Undefined for a secret that is not a
 * real one.
 */
function keyOf(secret: string): string | undefined {
  const key = secret.trim().replace(/=+$/, '');
  if (key.length < MIN_CHARACTERS || isWidgetId(key)) return undefined;
  // A secret of one repeated character, as some tests have, is in many values by chance.
  return key === key.charAt(0).repeat(key.length) ? undefined : key;
}
