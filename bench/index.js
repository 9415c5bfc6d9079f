// npm run bench [-- --only steady,… --node 20,24,here --rounds N --among ours,limit-jose --short]

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { CONTESTANTS, find } from './contestants.js';
import { install } from './install.js';
import { findNode } from './nodes.js';
import { formatTable } from './table.js';

const { values } = parseArgs({
  options: {
    among: { type: 'string' },
    node: { type: 'string', default: '20,24' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});

install();
// After that, for they import the rivals.
const { measureSteady, tabulateSteady } = await import('./steady.js');
const contestants = values.among?.split(',').map((file) => find(file)) ?? CONTESTANTS;

const parts = [`CPU: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`];
for (const name of values.node.split(',')) {
  const node = findNode(name);
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  parts.push(`## Node.js ${version}\n`);
  const steady = await measureSteady([node], Number(values.rounds ?? (values.short ? 4 : 200)), contestants);
  parts.push(formatTable(tabulateSteady(steady)));
}
console.log(parts.join('\n'));
if (values.only === undefined && !values.short) {
  writeFileSync(new URL('RESULTS.md', import.meta.url), `${parts.join('\n')}\n`);
}
