// Runs something in ten parts, and measures the heap after each.

import { heapInUse } from '../measure.js';

const integer = new Intl.NumberFormat('en');

/**
 * @param {string} unit What is counted.
 * @param {number} count
 * @param {number} maxGrowth After the first tenth, in bytes.
 * @param {(line: string) => void} print
 * @param {(from: number, to: number) => Promise<unknown>} run Runs a tenth.
 * @returns {Promise<string[]>} The problem, if the heap has grown.
 */
export async function watchHeap(unit, count, maxGrowth, print, run) {
  print(`| ${unit} | clock | heap, bytes | external, bytes | resident, bytes |`);
  print('| ---: | --- | ---: | ---: | ---: |');
  let first = Infinity;
  let mostGrowth = -Infinity;
  for (let tenth = 1; tenth <= 10; tenth++) {
    await run(((tenth - 1) * count) / 10, (tenth * count) / 10);
    const heap = await heapInUse();
    const { external, rss } = process.memoryUsage();
    const [done, ...bytes] = [(tenth * count) / 10, heap, external, rss].map((one) => integer.format(one));
    print(`| ${done} | ${new Date(Date.now()).toISOString().slice(0, 16)} | ${bytes.join(' | ')} |`);
    if (tenth === 1) first = heap;
    else mostGrowth = Math.max(mostGrowth, heap - first);
  }
  print(
    `\nAfter the first tenth the heap grew by ${integer.format(mostGrowth)} bytes at most. The limit is ${integer.format(maxGrowth)} bytes.`,
  );
  return mostGrowth > maxGrowth ? [`The heap grew by ${integer.format(mostGrowth)} bytes.`] : [];
}
