// Which option or command was meant by a misspelt one.

import { findMeant, isWithin } from '../lib/options.js';

/** Other names for the options, which the library does not have. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  key: 'secret-file',
  'security-key': 'secret-file',
  'key-file': 'secret-file',
};

/** The nearest name; or as the library finds it, in whose code `--expires-in` is `expiresIn`. */
export function findMeantName(name: string, known: readonly string[]): string | undefined {
  const other = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
  if (other !== undefined) return known.find((one) => one === other);
  const lower = name.toLowerCase();
  // The library does not prefer --attribute to --attributes for --atribute.
  const near = known.find((one) => one === lower) ?? known.find((one) => isWithin(1, lower, one));
  if (near !== undefined) return near;
  const meant = findMeant(camelCase(name), known.map(camelCase));
  return known.find((one) => camelCase(one) === meant);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
