// The steady state: the time and the CPU time per token, one at a time and with 64 in flight.

import { checkToken } from './lib/check-token.js';
import { OURS, versionOf } from './lib/contestants.js';
import { noteFasterRivals } from './lib/faster-rivals.js';
import { interleave } from './lib/interleave.js';
import { comparePairs, summarise } from './lib/statistics.js';
import { formatComparison, formatTime } from './lib/table.js';

/** @typedef {import('./lib/contestants.js').Contestant} Contestant */
/** @typedef {import('./lib/start-minter.js').Minter} Minter */

/**
 * @typedef {object} SteadyEffort
 * @property {number} rounds
 * @property {number} generations - Each starts new processes, since V8 does not compile the same way twice.
 * @property {number} warmUpTokens
 * @property {number} roundMicroseconds
 */

/** No token takes less. A lower figure, measured from outside the process, is noise. */
const MIN_MICROSECONDS = 5;

/** Ends the warm-up of slow contestants. */
const MAX_WARM_UP_MICROSECONDS = 3_000_000;
const IN_FLIGHT = 64;

/** The rounds of a contestant, in microseconds per token. */
class Rounds {
  /** @type {number[]} */ alone = [];
  /** @type {number[]} */ aloneCpu = [];
  /** @type {number[]} */ together = [];
  /** @type {number[]} */ togetherCpu = [];
}

/** @typedef {Map<Contestant, Rounds>} Steady */

/**
 * @param {(contestant: Contestant) => Promise<Minter>} start
 * @param {SteadyEffort} effort
 * @param {readonly Contestant[]} contestants
 * @returns {Promise<Steady>}
 */
export async function measureSteady(start, effort, contestants) {
  /** @type {Steady} */
  const steady = new Map(contestants.map((contestant) => [contestant, new Rounds()]));
  const { rounds, generations } = effort;
  for (let generation = 0; generation < generations; generation++) {
    const minters = await Promise.all(contestants.map(start));
    for (const { contestant, token } of minters) await checkToken(contestant, token);
    /** @type {Map<Minter, number>} */
    const counts = new Map();
    await interleave(minters, 1, async (minter) => counts.set(minter, await warmUp(minter, effort)));
    await interleave(minters, Math.ceil(rounds / generations), async (minter) => {
      const count = counts.get(minter) ?? IN_FLIGHT;
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
 * Mints until V8 has finished compiling. Returns how many tokens take about `roundMicroseconds`.
 *
 * @param {Minter} minter
 * @param {SteadyEffort} effort
 */
async function warmUp({ mint }, { warmUpTokens, roundMicroseconds }) {
  let fastest = Infinity;
  let spent = 0;
  for (let minted = 0; minted < warmUpTokens && spent < MAX_WARM_UP_MICROSECONDS; minted += IN_FLIGHT) {
    const alone = await mint(IN_FLIGHT, 1);
    const together = await mint(IN_FLIGHT, IN_FLIGHT);
    spent += (alone.wall + together.wall) * IN_FLIGHT;
    fastest = Math.min(fastest, alone.wall);
  }
  return Math.ceil(roundMicroseconds / Math.max(fastest, MIN_MICROSECONDS));
}

/** The rounds of one contestant, compared with those of another in the same rounds. @param {Steady} steady @param {Contestant} one @param {Contestant} other @param {keyof Rounds} what */
export function steadyRatio(steady, one, other, what) {
  return comparePairs(steady.get(one)?.[what] ?? [], steady.get(other)?.[what] ?? []);
}

/** @param {Steady} steady @returns {import('./lib/table.js').Table} */
export function tabulateSteady(steady) {
  const rows = [...steady].map(([contestant, times]) => {
    /** @param {keyof Rounds} what */
    const cells = (what) => [
      formatTime(summarise(times[what])),
      formatComparison(steadyRatio(steady, contestant, OURS, what)),
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
    title: 'Steady state',
    text:
      `Microseconds per token: the lower quartile and the median of ${rounds} interleaved rounds. Each contestant has its own processes. ` +
      '"× ours" is the median of the ratios in the same round, with the quartiles: above 1, ours is faster. CPU is the time on all threads together.',
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
    notes: [
      ...noteFasterRivals(
        [...steady.keys()],
        [
          { name: 'one at a time', ratio: (rival) => steadyRatio(steady, OURS, rival, 'alone').median },
          {
            name: `with ${IN_FLIGHT} in flight`,
            ratio: (rival) => steadyRatio(steady, OURS, rival, 'together').median,
          },
        ],
      ),
    ],
  };
}
