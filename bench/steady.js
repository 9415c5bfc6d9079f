// Steady: the time of a token, one at a time and 64 in flight, and the CPU time that it takes on all threads
// together.

import { checkToken } from './accepted.js';
import { CONTESTANTS, DESIGN_FLOOR, OURS, versionOf } from './contestants.js';
import { interleave, startMinter } from './minters.js';
import { median, summarise } from './statistics.js';
import { formatFigure, formatRatio } from './table.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {import('./minters.js').Minter} Minter */

/** Each generation has processes of its own: V8 does not compile the same twice. */
const GENERATIONS = 4;
const WARM_UP_TOKENS = 4000;
const WARM_UP_MICROSECONDS = 1_000_000;
const ROUND_MICROSECONDS = 10_000;
const IN_FLIGHT = 64;

/** The rounds of a contestant, in microseconds for a token. */
class Rounds {
  /** @type {number[]} */ alone = [];
  /** @type {number[]} */ aloneCpu = [];
  /** @type {number[]} */ together = [];
  /** @type {number[]} */ togetherCpu = [];
}

/** @typedef {Map<Contestant, Rounds>} Steady */

/**
 * @param {readonly string[]} command - The runtime and its arguments.
 * @param {number} rounds
 * @param {readonly Contestant[]} [contestants]
 * @returns {Promise<Steady>}
 */
export async function measureSteady(command, rounds, contestants = CONTESTANTS) {
  /** @type {Steady} */
  const steady = new Map(contestants.map((contestant) => [contestant, new Rounds()]));
  const generations = Math.min(GENERATIONS, rounds);
  for (let generation = 0; generation < generations; generation++) {
    const minters = await Promise.all(contestants.map((contestant) => startMinter(command, contestant)));
    for (const { contestant, token } of minters) await checkToken(contestant, token);
    /** @type {Map<Minter, number>} */
    const tokens = new Map();
    await interleave(minters, 1, async (minter) => tokens.set(minter, await warmUp(minter)));
    await interleave(minters, Math.ceil(rounds / generations), async (minter) => {
      const count = tokens.get(minter) ?? IN_FLIGHT;
      const alone = await minter.mint(count, 1);
      const together = await minter.mint(count + IN_FLIGHT, IN_FLIGHT);
      const times = steady.get(minter.contestant);
      times?.alone.push(alone.wall);
      times?.aloneCpu.push(alone.cpu);
      times?.together.push(together.wall);
      times?.togetherCpu.push(together.cpu);
    });
    for (const { end } of minters) end();
  }
  return steady;
}

/**
 * Until V8 has compiled what it will. Returns how many tokens make a round of about the same time for each.
 *
 * @param {Minter} minter
 */
async function warmUp({ mint }) {
  let wall = 0;
  for (
    let spent = 0, minted = 0;
    minted < WARM_UP_TOKENS && spent < WARM_UP_MICROSECONDS;
    minted += IN_FLIGHT
  ) {
    ({ wall } = await mint(IN_FLIGHT, 1));
    const together = await mint(IN_FLIGHT, IN_FLIGHT);
    spent += (wall + together.wall) * IN_FLIGHT;
  }
  return Math.ceil(ROUND_MICROSECONDS / wall);
}

/** The median of one contestant over that of another. @param {Steady} steady @param {Contestant} one @param {Contestant} other @param {keyof Rounds} what */
export function steadyRatio(steady, one, other, what) {
  return median(steady.get(one)?.[what] ?? []) / median(steady.get(other)?.[what] ?? []);
}

/** @param {Steady} steady @returns {import('./table.js').Table} */
export function tabulateSteady(steady) {
  const rows = [...steady].map(([contestant, times]) => {
    /** @param {keyof Rounds} what */
    const cells = (what) => [
      formatFigure(summarise(times[what])),
      formatRatio(steadyRatio(steady, contestant, OURS, what)),
    ];
    return [
      `${contestant.name} ${versionOf(contestant)}`.trim(),
      ...cells('alone'),
      ...cells('together'),
      ...cells('aloneCpu'),
      ...cells('togetherCpu'),
    ];
  });
  const rounds = steady.get(OURS)?.alone.length ?? 0;
  return {
    title: 'Steady',
    text:
      `Microseconds for a token: medians of ${rounds} interleaved rounds, each contestant in processes of its own, and the quartiles. ` +
      '"× ours" is the figure over ours: above 1, ours is ahead. CPU is the time on all threads together.',
    head: [
      'contestant',
      'one at a time',
      '× ours',
      `${IN_FLIGHT} in flight`,
      '× ours',
      'CPU, one at a time',
      '× ours',
      `CPU, ${IN_FLIGHT} in flight`,
      '× ours',
    ],
    rows,
    notes: noteWhoIsAhead(steady),
  };
}

/** @param {Steady} steady */
function noteWhoIsAhead(steady) {
  const floor = [
    `Ours takes ${formatRatio(steadyRatio(steady, OURS, DESIGN_FLOOR, 'alone'))} the time of the design's floor (CompactSign) one at a time, and ` +
      `${formatRatio(steadyRatio(steady, OURS, DESIGN_FLOOR, 'together'))} at ${IN_FLIGHT} in flight.`,
  ];
  const ahead = [...steady.keys()]
    .filter(({ kind }) => kind === 'rival')
    .flatMap((rival) => {
      const alone = steadyRatio(steady, OURS, rival, 'alone');
      const together = steadyRatio(steady, OURS, rival, 'together');
      const factors = [
        ...(alone > 1 ? [`${formatRatio(alone)} one at a time`] : []),
        ...(together > 1 ? [`${formatRatio(together)} at ${IN_FLIGHT} in flight`] : []),
      ];
      if (factors.length === 0) return [];
      return [`${rival.name} is ahead, by ${factors.join(' and ')}: ${rival.why ?? 'for no reason known'}.`];
    });
  return [...floor, ...ahead];
}
