/** The parts of a profile, by the code that the time was spent in. */
export const OWNERS = {
  ours: 'this package',
  nodeByUs: 'Node.js, called by this package (TextEncoder)',
  jose: 'jose',
  nodeByJose: 'Node.js, called by jose (WebCrypto, Base64url)',
  node: 'Node.js, called by its event loop (WebCrypto answers)',
  garbage: 'garbage collector',
  native: 'native code outside any function',
  bench: 'the bench',
  idle: 'main thread idle, waiting for the thread pool',
  threads: 'CPU time of other threads (thread pool, compiler)',
};
