// Where the time goes: this package and the jose limit in the steady state, under V8's profiler.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fileOf, JOSE_LIMIT, OURS } from './lib/contestants.js';
import { interleave } from './lib/interleave.js';
import { OWNERS } from './lib/profile-owners.js';
import { median } from './lib/statistics.js';
import { formatNumber } from './lib/table.js';

/** @typedef {Record<string, number>} Costs - Microseconds per token. */

const PROFILED_MINTER = fileURLToPath(new URL('lib/profiled-minter.js', import.meta.url));
const MAX_FUNCTIONS = 12;

const CASES = [
  { name: 'ours, one at a time', contestant: OURS, inFlight: 1 },
  { name: 'jose limit, one at a time', contestant: JOSE_LIMIT, inFlight: 1 },
  { name: 'ours, 64 in flight', contestant: OURS, inFlight: 64 },
  { name: 'jose limit, 64 in flight', contestant: JOSE_LIMIT, inFlight: 64 },
];

/**
 * @param {string} node
 * @param {number} rounds
 * @param {number} tokens - In each round.
 * @returns {Promise<import('./lib/table.js').Table[]>}
 */
export async function measureProfile(node, rounds, tokens) {
  const cases = CASES.map((one) => ({
    ...one,
    profiles: /** @type {{ owners: Costs; functions: Costs }[]} */ ([]),
  }));
  await interleave(cases, rounds, ({ contestant, inFlight, profiles }) => {
    const args = [PROFILED_MINTER, fileOf(contestant).href, String(tokens), String(inFlight)];
    /** @type {unknown} */
    const profile = JSON.parse(execFileSync(node, args, { encoding: 'utf8' }));
    profiles.push(/** @type {{ owners: Costs; functions: Costs }} */ (profile));
  });

  const costs = cases.map(({ profiles }) => middle(profiles.map(({ owners }) => owners)));
  const functions = cases.map((one) => middle(one.profiles.map((profile) => profile.functions)));
  const slowest = Object.entries(functions[0] ?? {})
    .sort(([, one], [, other]) => other - one)
    .slice(0, MAX_FUNCTIONS);
  const text =
    `Microseconds per token under V8's sampling profiler, which itself takes time: medians of ${rounds} profiles of ${tokens} tokens. ` +
    'Functions built into V8, such as JSON.stringify, count as part of their caller.';
  return [
    {
      title: 'Where the time goes',
      text,
      head: ['code', ...cases.map(({ name }) => name)],
      rows: Object.values(OWNERS).map((owner) => [
        owner,
        ...costs.map((cost) => formatNumber(cost[owner] ?? 0)),
      ]),
    },
    {
      title: 'Where the time of this package goes',
      text: 'The functions that take the most time, in microseconds per token. A function that V8 inlines counts as part of its caller.',
      head: ['function', 'one at a time', '64 in flight'],
      rows: slowest.map(([name, cost]) => [
        name,
        formatNumber(cost),
        formatNumber(functions[2]?.[name] ?? 0),
      ]),
    },
  ];
}

/** The median of each cost. A cost that is missing in a profile was too small to be sampled. @param {readonly Costs[]} profiles @returns {Costs} */
function middle(profiles) {
  const names = new Set(profiles.flatMap((costs) => Object.keys(costs)));
  return Object.fromEntries(
    [...names].map((name) => [name, median(profiles.map((costs) => costs[name] ?? 0))]),
  );
}
