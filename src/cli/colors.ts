// Whether the output has colors.

/** Any value but the empty string counts. FORCE_COLOR has priority, as in Node.js. See https://no-color.org. */
export function hasColors(): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = process.env;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return NO_COLOR === '' && TERM !== 'dumb' && process.stdout.isTTY;
}
