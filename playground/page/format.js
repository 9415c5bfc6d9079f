// How the page writes numbers and durations, so that they look the same everywhere. Pure.

/** @param {number} number */
export const grouped = (number) => number.toLocaleString('en');

/** @param {number} bytes */
export const inBytes = (bytes) => `${grouped(bytes)} bytes`;

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

/** The length of each unit in seconds, and from how many seconds it is used: 100 minutes say more than 1 hour. */
const UNITS = /** @type {const} */ ([
  ['year', 31_556_952, 63_113_904],
  ['month', 2_629_746, 5_259_492],
  ['day', 86_400, 172_800],
  ['hour', 3_600, 7_200],
  ['minute', 60, 120],
]);

/** An approximate duration. @param {number} seconds */
export function inWords(seconds) {
  for (const [unit, length, from] of UNITS) {
    if (seconds >= from) return counted(Math.floor(seconds / length), unit);
  }
  return counted(seconds, 'second');
}

/** The numbers and the age in a message of the package. @param {string} message */
export function formatNumbers(message) {
  return message
    .replace(/\b(\d+) s ago\b/g, (_match, seconds) => `${inWords(Number(seconds))} ago`)
    .replace(/\b\d{4,}(?= (?:UTF-8 )?(?:bytes|characters|letters|s)\b)/g, (number) =>
      grouped(Number(number)),
    );
}

/** Shortens a value that is only an example of what someone sees. @param {string} text */
export function shortened(text) {
  return text.length > MAX_SHOWN
    ? `${text.slice(0, MAX_SHOWN)}… (${counted(text.length, 'character')})`
    : text;
}

const MAX_SHOWN = 120;
