// What may be wrong around the package. Each fault has a process of its own, which uses the package as it is built.
// Whatever happens must be a right answer or a WidgetTokenError; and RESULTS.md must tell it.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FAULTS } from './faults.js';
import { describeObserved, type Outcomes } from './table.js';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const HEADING = `# What happens when something is wrong around the package

Written and checked by \`npm run test:faults\` on Node.js 20; with \`-- -u\` it is written anew. Each fault has a process
of its own, with the package as it is built, loaded by \`import\` and by \`require\`; a fault of JavaScript is made before
that, and after.

"Works" means: tokens are right, what is wrong is refused with its own code, and no error holds a value or a part of the
key. A function that is named with a code throws a \`WidgetTokenError\` with that code, and every function that is not
named works. inspectWidgetToken may have the code among its issues instead. The endpoint answers 500, and tells onError
the code. Nothing else is thrown, unless the table says so. Deno without any permission is a row of
[the matrix](../matrix/RESULTS.md).
`;

const run = promisify(execFile);

async function resultOf(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<unknown> {
  const { stdout } = await run(process.execPath, [...flags, path(file), ...args], { timeout: 250_000 });
  return JSON.parse(stdout) as unknown;
}

/** The table's rows, by name. */
const happened = new Map<string, string>();

describe.each(FAULTS)('$group', ({ faults }) => {
  it.concurrent.each(faults)('$name', async ({ name, flags, inject }) => {
    const observed = new Map<string, Outcomes>();
    for (const when of inject === undefined ? ['before'] : ['before', 'after']) {
      for (const how of ['import', 'require']) {
        observed.set(`${when} ${how}`, (await resultOf('child.js', [name, when, how], flags)) as Outcomes);
      }
    }
    happened.set(name, describeObserved(observed));
    expect([...observed.values()].flat().filter((outcome) => outcome.startsWith('broken'))).toEqual([]);
  });
});

const CROWDS = [
  ['fast', '10,000 calls at once with 1,000 secrets', 'works'],
  ['slow', 'the same, and keys are imported late and out of order', 'works'],
  [
    'failing',
    'the same, and every seventh import fails',
    '`ERR_NO_WEBCRYPTO` from the calls whose import failed',
  ],
] as const;

describe('A full cache of keys', () => {
  it.each(CROWDS)('%s', async (kind, name, outcome) => {
    const { counts, rejections } = (await resultOf('crowd.js', [kind])) as {
      counts: Record<string, number>;
      rejections: number;
    };
    const refused = kind === 'failing' ? { ERR_NO_WEBCRYPTO: rejections } : {};
    expect(counts).toEqual({ right: 10_000 - rejections, ...refused });
    expect(rejections > 0).toBe(kind === 'failing');
    happened.set(name, outcome);
  });
});

// Newer versions do better with some faults. That nothing is broken there, each test above has seen.
it.runIf(process.version.startsWith('v20.'))('RESULTS.md tells it', async () => {
  const groups = [
    ...FAULTS.map(({ group, faults }) => ({ group, names: faults.map(({ name }) => name) })),
    { group: 'A full cache of keys', names: CROWDS.map(([, name]) => name) },
  ];
  const sections = groups.map(({ group, names }) => {
    const rows = names.map((name) => `| ${name} | ${happened.get(name) ?? 'it failed'} |`);
    return [`## ${group}`, '', '| fault | what happens |', '| --- | --- |', ...rows, ''].join('\n');
  });
  await expect([HEADING, ...sections].join('\n')).toMatchFileSnapshot(path('RESULTS.md'));
});
