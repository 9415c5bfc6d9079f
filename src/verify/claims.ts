// The claims of a token, checked by the same rules as when one is created. Besides those, a token has its
// times, and the widget that it is for.

import type { Issue } from '../errors.js';
import { sayDuration } from '../lib/duration.js';
import { addIssue, isFull } from '../lib/issues.js';
import { typeName } from '../lib/untrusted.js';
import { checkAttributes, type ContactAttributes } from '../rules/attributes.js';
import { checkId, findWidgetIdProblem, ID_CLAIMS, WIDGET_ID_HINT } from '../rules/ids.js';
import { MAX_EXPIRES_IN_SECONDS, MAX_TIME_SECONDS } from '../rules/limits.js';
import { writeSegmentAttributes, type SegmentAttributeValue } from '../rules/segment-attributes.js';
import type { JsonObject } from './json.js';

/** The claims of a widget token. */
export interface WidgetTokenClaims {
  /** The widget id. */
  readonly sub: string;
  /** When the token was issued, in seconds since 1970. */
  readonly iat: number;
  /** When the token expires, in seconds since 1970. */
  readonly exp: number;
  /** A Customer Profiles id, or an id of the signer's own system. */
  readonly customerId?: string;
  /** The id of the contact that this contact follows. */
  readonly relatedContactId?: string;
  /** Connect's own attributes of the contact, with their types. */
  readonly segmentAttributes?: Record<string, SegmentAttributeValue>;
  /** The customer's attributes. */
  readonly attributes?: ContactAttributes;
}

/** What the claims are compared with. */
export interface Expected {
  /** Any widget, if undefined. */
  readonly widgetId: string | undefined;
  /** In seconds since 1970. */
  readonly now: number;
  /** By how many seconds the clocks may differ. */
  readonly clockTolerance: number;
}

const KNOWN_CLAIMS = [
  'sub',
  'iat',
  'exp',
  'customerId',
  'relatedContactId',
  'segmentAttributes',
  'attributes',
];

/** Claims of RFC 7519. Amazon does not document them for a widget token. */
const REGISTERED_CLAIMS = ['iss', 'aud', 'nbf', 'jti'];

const TIMES_HINT = 'Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.';

/** Instead of claims that cannot be read. */
const NO_CLAIMS: WidgetTokenClaims = { sub: '', iat: NaN, exp: NaN };

/**
 * The claims, in copies that are safe to use if nothing was added to `issues`, here or when they were read.
 */
export function checkClaims(
  claims: JsonObject | undefined,
  expected: Expected,
  issues: Issue[],
): WidgetTokenClaims {
  if (claims === undefined) return NO_CLAIMS;
  // A Map, so that no claim comes from a prototype.
  const given = new Map(Object.entries(claims));
  checkNames(given, issues);
  const sub = checkSubject(given.get('sub'), expected, issues);
  const times = checkTimes(given, expected, issues);
  const others = checkOthers(given, issues);
  return { sub, ...times, ...others };
}

/** Adds an issue for each claim that no one reads, such as an attribute that is not within `attributes`. */
export function checkUnknownClaims(claims: JsonObject, issues: Issue[]): void {
  const known = [...KNOWN_CLAIMS, ...REGISTERED_CLAIMS].map((claim) => claim.toLowerCase());
  for (const name of Object.keys(claims)) {
    if (isFull(issues)) return;
    if (known.includes(name.toLowerCase())) continue;
    const problem =
      'is not a claim that Amazon documents. Put contact attributes into the claim "attributes".';
    addIssue(issues, 'ERR_TOKEN_CLAIM_INVALID', [name], problem);
  }
}

function checkNames(given: Map<string, unknown>, issues: Issue[]): void {
  for (const [name, value] of [...given]) {
    const known = KNOWN_CLAIMS.find((claim) => claim !== name && claim.toLowerCase() === name.toLowerCase());
    if (known === undefined) continue;
    const problem = `is not a claim that Amazon documents. Rename it to "${known}".`;
    addIssue(issues, 'ERR_TOKEN_CLAIM_INVALID', [name], problem);
    // To check the rest as it will be then.
    if (!given.has(known)) given.set(known, value);
  }
}

function checkSubject(sub: unknown, { widgetId }: Expected, issues: Issue[]): string {
  const problem =
    sub === undefined
      ? `is missing. Set it to the widget id. ${WIDGET_ID_HINT}`
      : (findWidgetIdProblem(sub, 'sub') ?? findOtherWidget(sub, widgetId));
  if (problem !== undefined) addIssue(issues, 'ERR_TOKEN_WIDGET_ID', ['sub'], problem);
  return typeof sub === 'string' ? sub : '';
}

function findOtherWidget(sub: unknown, widgetId: string | undefined): string | undefined {
  if (widgetId === undefined || sub === widgetId) return undefined;
  return `is not the expected widget id. ${WIDGET_ID_HINT}`;
}

function checkTimes(
  given: ReadonlyMap<string, unknown>,
  { now, clockTolerance }: Expected,
  issues: Issue[],
): { iat: number; exp: number } {
  const iat = checkTime('iat', given.get('iat'), issues);
  const exp = checkTime('exp', given.get('exp'), issues);
  // Amazon does not document nbf. RFC 7519 does: a token that has one is not valid before.
  const nbf = given.has('nbf') ? checkTime('nbf', given.get('nbf'), issues) : NaN;

  const lifetime = exp - iat;
  if (lifetime <= 0) {
    const distance = lifetime === 0 ? 'the same as' : `${-lifetime} s before`;
    const problem = `was expired when it was issued: exp is ${distance} iat. ${TIMES_HINT}`;
    addIssue(issues, 'ERR_TOKEN_LIFETIME', ['token'], problem);
  } else if (lifetime > MAX_EXPIRES_IN_SECONDS) {
    const problem = `must expire at most ${MAX_EXPIRES_IN_SECONDS} s after it was issued, not ${lifetime} s. ${TIMES_HINT}`;
    addIssue(issues, 'ERR_TOKEN_LIFETIME', ['token'], problem);
  }
  if (exp + clockTolerance <= now && !(lifetime <= 0)) {
    const problem = `expired ${sayDuration(now - exp)} ago. Create a new token for each chat, and do not cache it.`;
    addIssue(issues, 'ERR_TOKEN_EXPIRED', ['token'], problem);
  }
  for (const [name, time] of [
    ['iat', iat],
    ['nbf', nbf],
  ] as const) {
    if (time - clockTolerance <= now || Number.isNaN(time)) continue;
    const problem = `is ${sayDuration(time - now)} in the future. Check the clocks of the server that signs and of this one.`;
    addIssue(issues, 'ERR_TOKEN_NOT_YET_VALID', [name], problem);
  }
  return { iat, exp };
}

/** A time in seconds. NaN if it is not one: every comparison with it is false. */
function checkTime(name: string, time: unknown, issues: Issue[]): number {
  if (typeof time === 'number' && Math.abs(time) >= MAX_TIME_SECONDS) {
    const problem = `must be in seconds, not milliseconds. Use Math.floor(${name} / 1000).`;
    addIssue(issues, 'ERR_TOKEN_CLAIM_INVALID', [name], problem);
    return NaN;
  }
  if (Number.isInteger(time)) return Number(time);
  addIssue(issues, 'ERR_TOKEN_CLAIM_INVALID', [name], `${explainNoTime(time)} ${TIMES_HINT}`);
  return NaN;
}

function explainNoTime(time: unknown): string {
  if (time === undefined) return 'is missing.';
  if (typeof time !== 'number') return `must be a number of seconds, not ${typeName(time)}.`;
  // RFC 7519 allows fractions, and no page says whether Connect does.
  return "is not a whole number. Amazon's examples use whole seconds.";
}

/** The claims that are options of createWidgetToken with the same name. */
function checkOthers(
  given: ReadonlyMap<string, unknown>,
  issues: Issue[],
): Omit<WidgetTokenClaims, 'sub' | 'iat' | 'exp'> {
  const others = new Map<string, unknown>();
  for (const [claim, code, maxCharacters] of ID_CLAIMS) {
    if (given.has(claim)) others.set(claim, checkId(given.get(claim), claim, code, maxCharacters, issues));
  }
  if (given.has('segmentAttributes')) {
    const found: Issue[] = [];
    const json = writeSegmentAttributes(given.get('segmentAttributes'), found);
    issues.push(...found);
    if (found.length === 0) others.set('segmentAttributes', JSON.parse(json));
  }
  if (given.has('attributes')) {
    others.set('attributes', Object.fromEntries(checkAttributes(given.get('attributes'), issues)));
  }
  // Defined, not assigned: an accessor on Object.prototype cannot catch a claim.
  return Object.fromEntries(others);
}
