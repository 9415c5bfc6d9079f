// How often and how long each part measures.

/**
 * The warm-up is as long as --trace-opt shows Node.js 24 compiling, and a round so long that the caches which the other
 * contestants have emptied do not count for much.
 */
export const EFFORT = {
  steady: { rounds: 100, generations: 5, warmUpTokens: 24_000, roundMicroseconds: 40_000 },
  firstTokenRounds: 40,
  growthRounds: 200,
  profile: { rounds: 9, tokens: 10_000 },
  runtimes: { rounds: 60, generations: 3, warmUpTokens: 24_000, roundMicroseconds: 20_000 },
};

/** Only to see that everything runs. */
export const SHORT_EFFORT = {
  steady: { rounds: 2, generations: 1, warmUpTokens: 64, roundMicroseconds: 1000 },
  firstTokenRounds: 1,
  growthRounds: 2,
  profile: { rounds: 1, tokens: 500 },
  runtimes: { rounds: 1, generations: 1, warmUpTokens: 64, roundMicroseconds: 1000 },
};
