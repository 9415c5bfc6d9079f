// Runs the demo as a user does: with the documented example, with a file, and with an invalid file.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, describe, expect, it } from 'vitest';
import { SECRET } from '../support/helpers.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'widget-token-demo-'));
const DEMO = fileURLToPath(new URL('../../scripts/demo.js', import.meta.url));

afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

function demo(
  text?: string,
  environment: NodeJS.ProcessEnv = {},
): { status: number | null; out: string; errors: string[] } {
  const file = join(FOLDER, 'attributes.json');
  if (text !== undefined) writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [DEMO, ...(text === undefined ? [] : [file])],
    {
      encoding: 'utf8',
      env: { ...process.env, CONNECT_SECRET: '', CONNECT_WIDGET_ID: '', ...environment },
    },
  );
  return { status, out: stdout, errors: stderr.split('\n').filter((line) => line !== '') };
}

/** The sum of the numbers that the pattern finds. */
function sizesIn(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

describe('the demo', () => {
  it('shows the token of the documented example, its content, its size and its lifetime', () => {
    const { status, out, errors } = demo();
    expect(errors).toEqual([]);
    expect(status).toBe(0);
    expect(out).toMatch(/^ {2}eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.\S+$/m);
    expect(out).toContain('"alg": "HS256"');
    expect(out).toContain('"memberID": "123456789"');
    expect(out).toMatch(/^Size: 606 of 6144 bytes\n {2}█+▓+░+$/m);
    expect(out).toContain('email: 72 bytes, 1.2 %');
    expect(sizesIn(out, /^ {2}[█▓] .*: (\d+) bytes$/gm)).toBe(606);
    expect(sizesIn(out, /^ {6}\w+: (\d+) bytes/gm)).toBe(sizesIn(out, /▓ attributes: (\d+) bytes/g));
    expect(out).toMatch(/(500|499) of 500 seconds are left/);
    expect(out).toContain('$.Attributes.isPremiumUser');
    expect(out).not.toContain('\u001b');
  });

  it('ends with a wrong call and its error, and with the command of the playground', () => {
    const [, end] = demo().out.split('A wrong call: attributes: { age: 45 }\n');
    expect(end).toMatch(
      /^ {2}WidgetTokenError: attributes\["age"\] must be a string, not number, .*\n\nTry it by hand\n {2}npm run playground .*\n$/,
    );
  });

  it('has colours in a terminal, unless NO_COLOR is set', () => {
    const inTerminal = (environment: NodeJS.ProcessEnv): string =>
      spawnSync('script', ['--quiet', '--command', `"${process.execPath}" "${DEMO}"`, '/dev/null'], {
        encoding: 'utf8',
        env: { ...process.env, CONNECT_SECRET: '', CONNECT_WIDGET_ID: '', NO_COLOR: '', ...environment },
      }).stdout;
    expect(inTerminal({})).toContain('\u001b[32m▓');
    expect(inTerminal({ NO_COLOR: '1' })).not.toContain('\u001b');
  });

  it('takes the attributes from a file, and the widget id and the key from the environment', () => {
    const { out } = demo('\ufeff{"tier":"gold"}', { CONNECT_SECRET: SECRET, CONNECT_WIDGET_ID: 'my-widget' });
    const token = /^ {2}(eyJ\S+)$/m.exec(out)?.[1] ?? '';
    expect(jsonwebtoken.verify(token, SECRET)).toMatchObject({
      sub: 'my-widget',
      attributes: { tier: 'gold' },
    });
  });

  it.each([
    [
      'not JSON',
      '{"name": "Jane"',
      [/attributes\.json is not JSON\. It should look like \{"name":"Jane"\}\.$/],
    ],
    [
      'not an object',
      '["Jane"]',
      [
        /^ERR_ATTRIBUTES_NOT_OBJECT: attributes must be a plain object, not Array\. Pass an object such as \{ name: "Jane" \}\.$/,
      ],
    ],
    [
      'numbers among the values',
      '{"age":45,"size":1}',
      [/^ERR_ATTRIBUTE_VALUE_NOT_STRING: .*"age"/, /"size"/],
    ],
    ['too large', JSON.stringify({ pad: 'x'.repeat(4000) }), [/^ERR_TOKEN_TOO_LARGE: .*"pad"/]],
  ])('prints one line for each problem with a file, and exits with 1: %s', (_what, text, lines) => {
    const { status, out, errors } = demo(text);
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(errors).toEqual(lines.map((line) => expect.stringMatching(line) as unknown));
  });

  it('reports a missing file, and exits with 1', () => {
    const { status, stderr } = spawnSync(process.execPath, [DEMO, join(FOLDER, 'missing.json')], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^\S*missing\.json cannot be read \(ENOENT\)\. Pass a file with the attributes as JSON\.\n$/,
    );
  });
});
