import { formatRatio } from './table.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */

/**
 * A sentence for each rival that is ahead of us: by which factor, and why.
 *
 * @param {readonly Contestant[]} contestants
 * @param {readonly { name: string; ratio: (rival: Contestant) => number }[]} measures - Our figure over the rival's.
 */
export function noteWhoIsAhead(contestants, measures) {
  return contestants
    .filter(({ kind }) => kind === 'rival')
    .flatMap((rival) => {
      const factors = measures
        .filter(({ ratio }) => ratio(rival) > 1)
        .map(({ name, ratio }) => `${formatRatio(ratio(rival))} ${name}`);
      if (factors.length === 0) return [];
      return [`${rival.name} is ahead, by ${factors.join(' and ')}: ${rival.why}.`];
    });
}
