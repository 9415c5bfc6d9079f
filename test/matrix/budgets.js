// What a bundle may weigh: bytes, minified, gzip level 9. A little above what it does weigh, so that what makes it
// heavier is noticed. Of everything, 4.1 KB are jose's narrow entry; of ours, nearly half is in the words of errors.

/** A page that imports validateAttributes and estimateTokenSize. */
export const PURE_FUNCTIONS = 4096;

/** Everything of the root entry, with what it needs of jose. */
export const ROOT_ENTRY = 9728;
