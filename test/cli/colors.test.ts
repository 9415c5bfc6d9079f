import { afterEach, expect, it, vi } from 'vitest';
import { hasColors } from '../../src/cli/colors.js';

const { isTTY } = process.stdout;

afterEach(() => {
  vi.unstubAllEnvs();
  process.stdout.isTTY = isTTY;
});

it.each<[env: Record<string, string>, isTerminal: boolean, expected: boolean]>([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'xterm' }, true, true],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '' }, false, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: 'false' }, true, false],
])('with %j, in a terminal: %s, there are colours: %s', (env, isTerminal, expected) => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) vi.stubEnv(name, env[name]);
  process.stdout.isTTY = isTerminal;
  expect(hasColors()).toBe(expected);
});
