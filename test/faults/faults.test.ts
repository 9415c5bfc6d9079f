// Calls the built package under each fault, in separate processes. Every call must return a correct answer or
// throw a WidgetTokenError, unless the fault allows more, and RESULTS.md must list what happens.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FAULTS } from './faults.js';
import { describeObserved, type Outcomes } from './table.js';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const HEADING = `# What happens in a faulty environment

\`npm run test:faults\` checks this file on Node.js 20, and writes it again with \`-- -u\`. Each fault is tried on the built
package, loaded with \`import\` and with \`require\`, in separate processes. A fault made in JavaScript is made once
before the package is loaded, and once after.

"Works" means: tokens are correct, invalid input is refused with the usual code, and no error contains a value or a part
of the key. A function named with a code throws a \`WidgetTokenError\` with that code; a function that is not named works.
inspectWidgetToken may report the code among its issues instead. The endpoint, which is that of createTokenHandler,
and the two other handlers answer 500, and pass the code to onError. Nothing else is thrown, unless the table says so. Deno without any permission is a row of
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

/** What happens under each fault, by its name. */
const happened = new Map<string, string>();

describe.each(FAULTS)('$group', ({ faults }) => {
  it.concurrent.each(faults.map((fault) => [fault.name, fault] as const))(
    'every function works or fails with a known error: %s',
    async (name, { flags, inject }) => {
      const observed = new Map<string, Outcomes>();
      for (const when of inject === undefined ? ['before'] : ['before', 'after']) {
        for (const how of ['import', 'require']) {
          observed.set(`${when} ${how}`, (await resultOf('child.js', [name, when, how], flags)) as Outcomes);
        }
      }
      happened.set(name, describeObserved(observed));
      expect([...observed.values()].flat().filter((outcome) => outcome.startsWith('broken'))).toEqual([]);
    },
  );
});

const CROWD_GROUP = 'More secrets than the key cache holds';

const CROWDS = [
  ['10,000 calls at once with 1,000 secrets', 'fast', 'works'],
  ['the same, with keys imported late and out of order', 'slow', 'works'],
  [
    'the same, with every seventh import failing',
    'failing',
    '`ERR_NO_WEBCRYPTO` from the calls whose import failed',
  ],
] as const;

describe(CROWD_GROUP, () => {
  it.each(CROWDS)('every call gets the token of its own secret: %s', async (name, kind, outcome) => {
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

// Newer versions of Node.js handle some faults better. The tests above check that nothing is broken there.
it.runIf(process.version.startsWith('v20.'))('RESULTS.md lists what happened in this run', async () => {
  const groups = [
    ...FAULTS.map(({ group, faults }) => ({ group, names: faults.map(({ name }) => name) })),
    { group: CROWD_GROUP, names: CROWDS.map(([name]) => name) },
  ];
  const sections = groups.map(({ group, names }) => {
    const rows = names.map((name) => `| ${name} | ${happened.get(name) ?? 'the test failed'} |`);
    return [`## ${group}`, '', '| fault | what happens |', '| --- | --- |', ...rows, ''].join('\n');
  });
  await expect([HEADING, ...sections].join('\n')).toMatchFileSnapshot(path('RESULTS.md'));
});
