// The command keeps the security key out of its tokens and its output.

import { describe, expect, it } from 'vitest';
import { cli, expectRefusal, file, forge, SIGN, signed } from '../support/command.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const UNTIL_KEY = `${'x'.repeat(10)}${SECRET.slice(0, 30)}`;

/** No output may show this many characters of the key. */
const SHOWN = 16;

function expectHidden(text: string): void {
  for (let start = 0; start + SHOWN <= SECRET.length; start++) {
    expect(text).not.toContain(SECRET.slice(start, start + SHOWN));
  }
}

describe('sign', () => {
  it('refuses a widget id and a key that are swapped in the environment', async () => {
    const env = { CONNECT_WIDGET_ID: SECRET, CONNECT_SECRET: WIDGET_ID };
    expectRefusal(
      await cli(['sign'], { env }),
      1,
      'ERR_WIDGET_ID_INVALID: CONNECT_WIDGET_ID and CONNECT_SECRET are swapped. Exchange them. If a token that contains the key was ever sent, rotate the key.',
    );
  });

  it.each(['--customer-id', '--related-contact-id'])('refuses the key within %s', async (option) => {
    expectRefusal(
      await cli([...SIGN, option, `id-${SECRET}`]),
      1,
      `ERR_SECRET_EXPOSED: ${option} contains the security key, which anyone could read in the token. Remove it. If a token that contains the key was ever sent, rotate the key.`,
    );
  });

  it('refuses the key in a file of attributes', async () => {
    const path = file('exposed.json', JSON.stringify({ note: SECRET }));
    expectRefusal(
      await cli([...SIGN, '--attributes', path]),
      1,
      /^ERR_SECRET_EXPOSED: attributes\["note"\] contains /,
    );
  });

  it.each([
    ['an option that does not exist', [...SIGN, `--${SECRET.slice(0, 20)}`]],
    ['an attribute with an invalid key', [...SIGN, '--attribute', `a b${UNTIL_KEY}=x`]],
    [
      'an attribute that is given twice',
      [...SIGN, '--attribute', `${UNTIL_KEY}=x`, '--attribute', `${UNTIL_KEY}=y`],
    ],
    [
      'an attribute that is also in the file',
      [...SIGN, '--attribute', `${UNTIL_KEY}=x`, '--attributes', '-'],
    ],
  ])('does not show a part of the key in the name of %s', async (_what, args) => {
    const { status, out, errors } = await cli(args, { input: JSON.stringify({ [UNTIL_KEY]: 'x' }) });
    expectHidden(out + errors.join('\n'));
    expect(errors).toHaveLength(1);
    expect(status).toBeGreaterThan(0);
  });

  it('does not show a part of a key from a file', async () => {
    const path = file('key.txt', `${SECRET}\n`);
    const args = [...SIGN, '--secret-file', path, '--attribute', `a b${UNTIL_KEY}=x`];
    const { status, errors } = await cli(args, { env: { CONNECT_SECRET: '' } });
    expectHidden(errors.join('\n'));
    expect(errors).toEqual([expect.stringMatching(/^ERR_ATTRIBUTE_KEY_INVALID: A name here contains /)]);
    expect(status).toBe(1);
  });

  it('accepts a part of the key that is shorter than the key, which is not a key', async () => {
    expect(await signed([...SIGN, '--customer-id', SECRET.slice(0, 20)])).not.toBe('');
  });
});

it('the key is not shown in an error if the two variables are swapped', async () => {
  const env = { CONNECT_WIDGET_ID: SECRET, CONNECT_SECRET: WIDGET_ID };
  const args = ['sign', '--attribute', `${UNTIL_KEY}=x`, '--attributes', '-'];
  const { status, errors } = await cli(args, { env, input: JSON.stringify({ [UNTIL_KEY]: 'x' }) });
  expectHidden(errors.join('\n'));
  expect(errors).toHaveLength(1);
  expect(status).toBe(2);
});

describe('inspect', () => {
  it('prints no key of swapped variables, which is then in CONNECT_WIDGET_ID', async () => {
    const token = forge({ [SECRET]: 1 }, WIDGET_ID);
    const env = { CONNECT_WIDGET_ID: SECRET, CONNECT_SECRET: WIDGET_ID };
    const { status, out, errors } = await cli(['inspect', '--widget-id', 'other', token], { env });
    expectHidden(out + errors.join('\n'));
    expect(status).toBe(1);
  });

  it('does not name a claim that is the key, which only the widget id shows', async () => {
    const { out } = await cli(['inspect', forge({ sub: SECRET, [SECRET]: 1 })], {
      env: { CONNECT_SECRET: '' },
    });
    expectHidden(out);
    expect(out).toContain('ERR_TOKEN_CLAIM_INVALID: "(not shown)" is not a claim');
  });

  const exposed = {
    customerId: SECRET,
    attributes: { [`k-${SECRET}`]: 'x', note: `key: ${SECRET.slice(4, 30)}` },
  };

  it.each([[[]], [['--json']]])(
    'reports a token that contains the key, and does not print it: %s',
    async (options) => {
      const { status, out, errors } = await cli(['inspect', ...options, forge(exposed)]);
      expectHidden(out + errors.join('\n'));
      expect(out).toContain('customerId contains the security key, which anyone could read in the token.');
      expect(out).toContain('attributes has a name that contains the security key');
      expect(out).toContain('(not shown)');
      expect(status).toBe(1);
    },
  );

  it('reports a security key as the widget id without a key at hand, and does not print it', async () => {
    const { status, out } = await cli(['inspect', forge({ sub: SECRET })], { env: { CONNECT_SECRET: '' } });
    expectHidden(out);
    expect(out).toContain('ERR_TOKEN_WIDGET_ID: sub looks like a security key');
    expect(status).toBe(1);
  });
});
