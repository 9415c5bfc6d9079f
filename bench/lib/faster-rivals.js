import { formatRatio } from './table.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */

/**
 * A note for each rival that is faster than this package: how much faster, and why.
 *
 * @param {readonly Contestant[]} contestants
 * @param {readonly { name: string; ratio: (rival: Contestant) => number }[]} measures - Our time divided by
 *   the rival's.
 */
export function noteFasterRivals(contestants, measures) {
  return contestants
    .filter(({ kind }) => kind === 'rival')
    .flatMap((rival) => {
      const factors = measures
        .filter(({ ratio }) => ratio(rival) > 1)
        .map(({ name, ratio }) => `${formatRatio(ratio(rival))} ${name}`);
      if (factors.length === 0) return [];
      return [`${rival.name} is faster: ${factors.join(', ')}. ${rival.why}`];
    });
}
