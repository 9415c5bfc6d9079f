// How often and how long each part measures.

/**
 * So that every contestant has a minute or so in all, in as many rounds as fit into it. The warm-up is as long as --trace-opt
 * shows Node.js 24 compiling.
 */
export const EFFORT = {
  steady: { rounds: 200, generations: 4, warmUpTokens: 24_000, roundMicroseconds: 10_000 },
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
