// How many rounds, tokens and microseconds each part of the bench measures.

/**
 * After this many warm-up tokens, `--trace-opt` shows that Node.js 24 has stopped compiling. A round is long
 * enough that the CPU caches, which hold the other contestants' data when it starts, hardly matter.
 */
export const EFFORT = {
  steady: { rounds: 100, generations: 5, warmUpTokens: 24_000, roundMicroseconds: 40_000 },
  firstTokenRounds: 40,
  growthRounds: 200,
  profile: { rounds: 9, tokens: 10_000 },
  runtimes: { rounds: 60, generations: 3, warmUpTokens: 24_000, roundMicroseconds: 20_000 },
};

/** Only to check that everything works. */
export const SHORT_EFFORT = {
  steady: { rounds: 2, generations: 1, warmUpTokens: 64, roundMicroseconds: 1000 },
  firstTokenRounds: 1,
  growthRounds: 2,
  profile: { rounds: 1, tokens: 500 },
  runtimes: { rounds: 1, generations: 1, warmUpTokens: 64, roundMicroseconds: 1000 },
};
