// npm run bench:refusal: what it costs to refuse an attribute that is far too long. Lengths are compared
// before anything is scanned, so that 100 MB should cost no more than 100 KB.

import { createWidgetToken, validateAttributes } from 'amazon-connect-widget-token';

const ROUNDS = 2000;
const SIZES = { '10 KB': 1e4, '100 KB': 1e5, '1 MB': 1e6, '100 MB': 1e8 };

const secret = 'not a key, but as long as one would be, or longer';

/** @type {Record<string, (attributes: Record<string, string>) => unknown>} */
const FUNCTIONS = {
  validateAttributes: (attributes) => validateAttributes(attributes),
  createWidgetToken: (attributes) =>
    createWidgetToken({ widgetId: 'w', secret, attributes }).catch(() => undefined),
};

/** @param {number[]} times */
const median = (times) => times.sort((one, other) => one - other)[times.length >> 1] ?? NaN;

console.log(`Node.js ${process.version}; medians of ${ROUNDS} interleaved rounds`);
for (const [name, refuse] of Object.entries(FUNCTIONS)) {
  for (const [kind, character] of [
    ['one-byte', 'x'],
    ['two-byte', '€'],
  ]) {
    const cases = Object.entries(SIZES).map(([size, length]) => ({
      size,
      attributes: { value: (character ?? '').repeat(length) },
      times: /** @type {number[]} */ ([]),
    }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { attributes, times } of cases) {
        const start = process.hrtime.bigint();
        await refuse(attributes);
        times.push(Number(process.hrtime.bigint() - start));
      }
    }
    const base = median(cases[1]?.times ?? []);
    for (const { size, times } of cases) {
      const time = median(times);
      console.log(
        `${name}, ${kind} text of ${size}: ${(time / 1000).toFixed(1)} µs, ${(time / base).toFixed(2)} × that of 100 KB`,
      );
    }
  }
}
