// How the options of any function are read. An option that does not exist is refused: a typo in `attributes` would otherwise
// make a token without them, and nothing would say why the flow sees none.

import { WidgetTokenError, type Issue } from '../errors.js';
import { addIssue } from './issues.js';
import { explainNotPlain, readNames, readProperty } from './untrusted.js';

/** Options as they were when they were read. Each is an own property, so that none comes from a prototype. */
export type GivenOptions<Name extends string> = Readonly<Record<Name, unknown>>;

/** Reads options, each once, and adds an issue for each that does not exist. Throws for anything but a plain object. */
export function requireOptions<Name extends string>(
  options: unknown,
  known: Readonly<Record<Name, undefined>>,
  issues: Issue[],
): GivenOptions<Name> {
  const given = readOptions(options, known, issues);
  if (given !== undefined) return given;
  const example = Object.keys(known).slice(0, 3).join(', ');
  const message = `The options ${explainNotPlain(options)} Pass { ${example} }.`;
  throw new WidgetTokenError([{ code: 'ERR_OPTIONS_NOT_OBJECT', message, path: [] }]);
}

/** Like {@link requireOptions}, but returns undefined for anything but a plain object. */
export function readOptions<Name extends string>(
  options: unknown,
  known: Readonly<Record<Name, undefined>>,
  issues: Issue[],
): GivenOptions<Name> | undefined {
  const names = readNames(options);
  if (names === undefined) return undefined;
  const given: Record<string | symbol, unknown> = { ...known };
  for (const name of names) {
    if (Object.hasOwn(known, name)) {
      given[name] = readProperty(options, name);
    } else {
      const rule = `is not an option. The options are: ${Object.keys(known).join(', ')}.`;
      addIssue(issues, 'ERR_OPTION_UNKNOWN', [name], rule);
    }
  }
  return given as GivenOptions<Name>;
}
