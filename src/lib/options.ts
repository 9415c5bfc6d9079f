// How the options of any function are read. An option that does not exist is refused: a typo in `attributes`
// would otherwise make a token without them, and nothing would say why the flow sees none.

import { WidgetTokenError, type Issue } from '../errors.js';
import { addIssue } from './issues.js';
import { explainNotPlain, hasOwn, readNames, readProperty } from './untrusted.js';

/** Options as they were when they were read. Each is an own property, so that none comes from a prototype. */
export type GivenOptions<Name extends string> = Readonly<Record<Name, unknown>>;

/** What to do about a name that does not exist, and that is like none that does. */
export type FixUnknown = (name: string | symbol, known: readonly string[]) => string;

/** Without knowing more about the name. */
export const listOptions: FixUnknown = (_name, known) => `The options are: ${known.join(', ')}.`;

/**
 * Reads options, each once, and adds an issue for each that does not exist. Throws for anything but a plain
 * object.
 */
export function requireOptions<Name extends string>(
  options: unknown,
  known: Readonly<Record<Name, undefined>>,
  issues: Issue[],
  fixUnknown = listOptions,
): GivenOptions<Name> {
  const given = readOptions(options, known, issues, 'an option', fixUnknown);
  if (given !== undefined) return given;
  const example = Object.keys(known).slice(0, 3).join(', ');
  const message = `The options ${explainNotPlain(options)} Pass { ${example} }.`;
  throw new WidgetTokenError([{ code: 'ERR_OPTIONS_NOT_OBJECT', message, path: [] }]);
}

/**
 * Like {@link requireOptions}, but returns undefined for anything but a plain object. `kind` is what a message
 * calls its properties.
 */
export function readOptions<Name extends string>(
  options: unknown,
  known: Readonly<Record<Name, undefined>>,
  issues: Issue[],
  kind: string,
  fixUnknown: FixUnknown,
): GivenOptions<Name> | undefined {
  const names = readNames(options);
  if (names === undefined) return undefined;
  const given: Record<string | symbol, unknown> = { ...known };
  for (const name of names) {
    if (hasOwn(known, name)) {
      given[name] = readProperty(options, name);
      continue;
    }
    const all = Object.keys(known);
    const meant = findMeant(name, all);
    const fix = meant === undefined ? fixUnknown(name, all) : `Did you mean ${meant}?`;
    addIssue(issues, 'ERR_OPTION_UNKNOWN', [name], `is not ${kind}. ${fix}`);
    // To check the rest as it will be then, so that the option is not also missing.
    if (meant !== undefined && !names.includes(meant)) given[meant] = readProperty(options, name);
  }
  return given as GivenOptions<Name>;
}

/** Other names for the options, in lower case. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sub: 'widgetId',
  key: 'secret',
  securitykey: 'secret',
  signingkey: 'secret',
  ttl: 'expiresIn',
  exp: 'expiresIn',
  lifetime: 'expiresIn',
  iat: 'issuedAt',
  now: 'currentDate',
  leeway: 'clockTolerance',
  cors: 'origins',
};

/** A longer name is not compared. */
const MAX_COMPARED_CHARACTERS = 40;

/**
 * The option that was meant by a name: one that contains it, is contained in it, or differs by two letters.
 */
export function findMeant(name: string | symbol, known: readonly string[]): string | undefined {
  if (typeof name === 'symbol' || name.length > MAX_COMPARED_CHARACTERS) return undefined;
  const lower = name.toLowerCase();
  if (hasOwn(OTHER_NAMES, lower)) return known.find((option) => option === OTHER_NAMES[lower]);
  const similar = known.filter((option) => isSimilar(lower, option.toLowerCase()));
  const distance = (option: string): number => Math.abs(option.length - name.length);
  return similar.sort((one, other) => distance(one) - distance(other))[0];
}

function isSimilar(name: string, option: string): boolean {
  if (name.includes(option) || (name.length > 3 && option.includes(name))) return true;
  return isWithin(2, name, option);
}

/**
 * Whether one string becomes the other by at most this many letters that are inserted, removed or replaced.
 */
export function isWithin(edits: number, one: string, other: string): boolean {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const [left, right] = [one.slice(same), other.slice(same)];
  if (left === right) return true;
  if (edits === 0) return false;
  const [leftRest, rightRest] = [left.slice(1), right.slice(1)];
  return (
    isWithin(edits - 1, leftRest, right) ||
    isWithin(edits - 1, left, rightRest) ||
    isWithin(edits - 1, leftRest, rightRest)
  );
}
