/**
 * Mints this many tokens, with `inFlight` of them at the same time: when one is ready, the next one starts.
 *
 * @param {import('./contestants.js').Mint} mint
 * @param {number} tokens
 * @param {number} inFlight
 */
export async function mintMany(mint, tokens, inFlight) {
  let left = tokens;
  const mintInTurn = async () => {
    while (left-- > 0) await mint();
  };
  await Promise.all(Array.from({ length: inFlight }, mintInTurn));
}
