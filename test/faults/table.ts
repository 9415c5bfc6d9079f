// Describes in words how the calls under a fault ended.

import { callsAt } from './calls.js';

/**
 * The outcome of each call, in the order of the calls; or one outcome, if the package could not be loaded.
 */
export type Outcomes = readonly string[];

/** Outcomes by when the fault was made and how the package was loaded, such as `before import`. */
export type Observed = ReadonlyMap<string, Outcomes>;

const CALLS = callsAt(0);

const FUNCTIONS = new Set(CALLS.map(({ name }) => name));

/** Words for a single way, and for two ways that have something in common. */
const WAYS = new Map([
  ['before import, before require', 'if made before the package is loaded'],
  ['after import, after require', 'if made after the package is loaded'],
  ['before import, after import', 'with `import`'],
  ['before require, after require', 'with `require`'],
  ['before import', 'if made before `import`'],
  ['before require', 'if made before `require`'],
]);

/** One description if every way ends the same; otherwise one for the rarer outcome and one for the rest. */
export function describeObserved(observed: Observed): string {
  const waysOf = new Map<string, string[]>();
  for (const [way, outcomes] of observed) {
    const text = describeOutcomes(outcomes);
    waysOf.set(text, [...(waysOf.get(text) ?? []), way]);
  }
  const lines = [...waysOf].sort(([, some], [, others]) => some.length - others.length);
  if (lines.length === 1) return lines.map(([text]) => text).join();
  const names = lines.map(([, ways]) => WAYS.get(ways.join(', ')) ?? ways.join(', '));
  if (lines.length === 2) names[1] = 'otherwise';
  return lines.map(([text], index) => `${names[index]}: ${text}`).join('<br>');
}

/** Such as: `ERR_NO_WEBCRYPTO` from createWidgetToken (with bytes as secret), verifyWidgetToken. */
function describeOutcomes(outcomes: Outcomes): string {
  if (outcomes.length !== CALLS.length) return outcomes.join();
  const different = new Set(outcomes.filter((outcome) => outcome !== 'works'));
  if (different.size === 0) return 'works';
  const parts = [...different].map((outcome) => {
    const functions = listFunctions(outcomes, outcome);
    return outcome.startsWith('ERR_') ? `\`${outcome}\` from ${functions}` : `${functions}: ${outcome}`;
  });
  return parts.join('; ');
}

/** The functions with an outcome. Names their calls, unless all calls that should work have it. */
function listFunctions(outcomes: Outcomes, outcome: string): string {
  const calls = CALLS.map((call, index) => ({ ...call, has: outcomes[index] === outcome }));
  const names = [...FUNCTIONS].flatMap((name) => {
    const all = calls.filter((call) => call.name === name);
    const those = all.filter(({ has }) => has);
    const others = all.filter(({ has, isRefusal }) => !has && isRefusal !== true);
    if (those.length === 0) return [];
    if (others.length === 0) return [name];
    const [words, named] = others.length < those.length ? ['except ', others] : ['', those];
    return [`${name} (${words}${named.map(({ what }) => what).join(', ')})`];
  });
  return names.join(', ');
}
