// The claims of a token, by the same rules as when one is made: whatever createWidgetToken checks is
// checked here by its code. What a token has besides are its times, and who it is for.

import { checkAttributes, type ContactAttributes } from '../rules/attributes.js';
import { isFull, type Issue, type WidgetTokenErrorCode } from '../errors.js';
import { addFinding, type Finding } from './findings.js';
import { checkId, findWidgetIdProblem, ID_CLAIMS, WIDGET_ID_HINT } from '../rules/ids.js';
import { MAX_EXPIRES_IN_SECONDS } from '../rules/limits.js';
import { writeSegmentAttributes, type SegmentAttributeValue } from '../rules/segment-attributes.js';
import type { JsonObject } from './strict-json.js';
import { MAX_SECONDS } from '../rules/times.js';
import { typeName } from '../lib/untrusted.js';

/** The claims of a widget token. */
export interface WidgetTokenClaims {
  /** The widget id. */
  readonly sub: string;
  /** Issued at, in seconds since 1970. */
  readonly iat: number;
  /** Expires at, in seconds since 1970. */
  readonly exp: number;
  /** A Customer Profiles id, or one of the signer's own system. */
  readonly customerId?: string;
  /** The id of the contact that this one follows. */
  readonly relatedContactId?: string;
  /** Connect's own attributes of the contact, with their types. */
  readonly segmentAttributes?: Record<string, SegmentAttributeValue>;
  /** The customer's attributes. */
  readonly attributes?: ContactAttributes;
}

/** What the claims are held against. */
export interface Expected {
  /** Any, if undefined. */
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

const TIMES_HINT = 'Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.';

/** Of RFC 7519; Connect's page has no word on them. */
const REGISTERED_CLAIMS = ['iss', 'aud', 'nbf', 'jti'];

/** What there is where no claims could be read. */
const NO_CLAIMS: WidgetTokenClaims = { sub: '', iat: NaN, exp: NaN };

/** The claims, in safe copies. They hold if nothing was added to `findings`, here or when they were read. */
export function checkTokenClaims(
  claims: JsonObject | undefined,
  expected: Expected,
  findings: Finding[],
): WidgetTokenClaims {
  if (claims === undefined) return NO_CLAIMS;
  // A Map, so that nothing comes from a prototype.
  const given = new Map(Object.entries(claims));
  checkNames(given, findings);
  const sub = checkSubject(given.get('sub'), expected, findings);
  const times = checkTimes(given, expected, findings);
  const others = checkOthers(given, findings);
  return { sub, ...times, ...others };
}

/** Names what nobody reads: attributes that stand beside `attributes` and not in it. */
export function findUnknownClaims(claims: JsonObject, findings: Finding[]): void {
  const known = [...KNOWN_CLAIMS, ...REGISTERED_CLAIMS].map((claim) => claim.toLowerCase());
  for (const name of Object.keys(claims)) {
    if (isFull(findings)) return;
    if (known.includes(name.toLowerCase())) continue;
    const hint = 'Contact attributes go into the claim "attributes".';
    addFinding(findings, 'ERR_TOKEN_CLAIM_INVALID', [name], 'is not a claim that Connect reads.', hint);
  }
}

function checkNames(given: ReadonlyMap<string, unknown>, findings: Finding[]): void {
  for (const name of given.keys()) {
    const known = KNOWN_CLAIMS.find((claim) => claim !== name && claim.toLowerCase() === name.toLowerCase());
    if (known === undefined) continue;
    const problem = `is not a claim that Connect reads: it reads "${known}".`;
    addFinding(findings, 'ERR_TOKEN_CLAIM_INVALID', [name], problem, `Rename it to "${known}".`);
  }
}

function checkSubject(sub: unknown, { widgetId }: Expected, findings: Finding[]): string {
  const problem = sub === undefined ? 'is missing.' : findWidgetIdProblem(sub);
  if (problem !== undefined) {
    addFinding(findings, 'ERR_TOKEN_WIDGET_ID', ['sub'], problem, WIDGET_ID_HINT);
  } else if (widgetId !== undefined && sub !== widgetId) {
    addFinding(findings, 'ERR_TOKEN_WIDGET_ID', ['sub'], 'is not the expected widget id.', WIDGET_ID_HINT);
  }
  return typeof sub === 'string' ? sub : '';
}

function checkTimes(
  given: ReadonlyMap<string, unknown>,
  { now, clockTolerance }: Expected,
  findings: Finding[],
): { iat: number; exp: number } {
  const iat = checkTime('iat', given.get('iat'), findings);
  const exp = checkTime('exp', given.get('exp'), findings);
  // Connect's page knows no nbf. RFC 7519 does: a token that carries one does not hold before.
  const nbf = given.has('nbf') ? checkTime('nbf', given.get('nbf'), findings) : NaN;

  const life = exp - iat;
  if (life <= 0) {
    const problem = `was expired when issued: exp is ${life === 0 ? 'the same as' : `${-life} s before`} iat.`;
    addFinding(findings, 'ERR_TOKEN_LIFETIME', ['token'], problem, TIMES_HINT);
  } else if (life > MAX_EXPIRES_IN_SECONDS) {
    const problem = `expires ${life} s after it was issued; Connect allows ${MAX_EXPIRES_IN_SECONDS}.`;
    addFinding(findings, 'ERR_TOKEN_LIFETIME', ['token'], problem, TIMES_HINT);
  }
  if (exp + clockTolerance <= now) {
    const hint = 'Make a token for each chat, and let nobody cache it.';
    addFinding(findings, 'ERR_TOKEN_EXPIRED', ['token'], `expired ${now - exp} s ago.`, hint);
  }
  for (const [name, time] of [
    ['iat', iat],
    ['nbf', nbf],
  ] as const) {
    if (time - clockTolerance <= now || Number.isNaN(time)) continue;
    const hint = "The clock of the server that signs is ahead, or this one's is behind.";
    addFinding(findings, 'ERR_TOKEN_NOT_YET_VALID', [name], `is ${time - now} s ahead of now.`, hint);
  }
  return { iat, exp };
}

/** The seconds; NaN, which no comparison holds for, if they are none. */
function checkTime(name: string, time: unknown, findings: Finding[]): number {
  const code: WidgetTokenErrorCode = 'ERR_TOKEN_CLAIM_INVALID';
  if (typeof time !== 'number' || !Number.isSafeInteger(time)) {
    const not = typeof time === 'number' ? '' : `, not ${typeName(time)}`;
    const problem = time === undefined ? 'is missing.' : `must be a whole number of seconds${not}.`;
    addFinding(findings, code, [name], problem, TIMES_HINT);
    return NaN;
  }
  if (Math.abs(time) < MAX_SECONDS) return time;
  addFinding(findings, code, [name], 'is in milliseconds, and must be in seconds.', 'Divide it by 1000.');
  return NaN;
}

/** The claims that are options of createWidgetToken by the same name. */
function checkOthers(
  given: ReadonlyMap<string, unknown>,
  findings: Finding[],
): Omit<WidgetTokenClaims, 'sub' | 'iat' | 'exp'> {
  const issues: Issue[] = [];
  const others: { -readonly [Claim in keyof WidgetTokenClaims]?: WidgetTokenClaims[Claim] } = {};
  for (const [claim, code, maxCharacters] of ID_CLAIMS) {
    if (given.has(claim)) others[claim] = checkId(given.get(claim), claim, code, maxCharacters, issues);
  }
  if (given.has('segmentAttributes')) {
    const json = writeSegmentAttributes(given.get('segmentAttributes'), issues);
    if (issues.length === 0)
      others.segmentAttributes = JSON.parse(json) as Record<string, SegmentAttributeValue>;
  }
  if (given.has('attributes')) {
    others.attributes = Object.fromEntries(checkAttributes(given.get('attributes'), issues));
  }
  for (const issue of issues) {
    if (!isFull(findings)) findings.push({ ...issue, hint: HINTS[issue.code] ?? '' });
  }
  return others;
}

/** In general terms: the message has the particulars. */
const HINTS: Partial<Record<WidgetTokenErrorCode, string>> = {
  ERR_ATTRIBUTE_VALUE_NOT_STRING: 'Put every value in quotes: "45", "true".',
};
