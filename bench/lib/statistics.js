/** `low` and `high` are the quartiles. @typedef {{ median: number; low: number; high: number }} Figure */

/**
 * A ratio of times that were measured in pairs: of their lower quartiles, the median of the pairs' ratios, and
 * its quartiles.
 *
 * @typedef {Figure & { ofLows: number; pairs: number }} Comparison
 */

/** @param {readonly number[]} values @returns {Figure} */
export function summarise(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** @param {readonly number[]} values */
export function median(values) {
  return summarise(values).median;
}

/** @param {readonly number[]} ones @param {readonly number[]} others @returns {Comparison} */
export function comparePairs(ones, others) {
  const ratios = ones.map((one, pair) => one / (others[pair] ?? NaN));
  return {
    ...summarise(ratios),
    ofLows: summarise(ones).low / summarise(others).low,
    pairs: ratios.length,
  };
}

/** Interpolates between the two nearest values. @param {readonly number[]} sorted @param {number} share */
function quantile(sorted, share) {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}
