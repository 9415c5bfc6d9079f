/**
 * Mints so many tokens, so many of them in flight: the next begins when one is ready.
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
