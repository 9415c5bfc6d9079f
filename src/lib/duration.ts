// Durations as people say them. The exact number of seconds is in what the functions return.

const UNITS = [
  ['years', 31_557_600],
  ['months', 2_629_800],
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const;

/** In the largest unit of which it has two or more, rounded down: 3 years, 60 minutes, 119 s. */
export function sayDuration(seconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => seconds >= 2 * one) ?? ['s', 1];
  return `${Math.floor(seconds / length)} ${unit}`;
}
