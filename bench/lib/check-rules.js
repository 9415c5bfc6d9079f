// Before the bundles are weighed, checks that each contestant with checks of its own accepts and refuses the
// same attributes as this package. Otherwise the comparison would mean nothing.

import { equal } from 'node:assert/strict';
import { attributes, secret, widgetId } from './claims.js';
import { fileOf } from './contestants.js';

/** @type {Record<string, unknown>} */
const CASES = {
  'the attributes of this bench': attributes,
  'no attributes': {},
  'an empty value': { name: '' },
  'an emoji': { name: '👋' },
  'a number': { age: 45 },
  null: { name: null },
  'an array': ['Jane'],
  'an empty key': { '': 'x' },
  'a key with a space': { 'first name': 'Jane' },
  'a key that is too long': { ['k'.repeat(32_768)]: 'x' },
  'a value that is too long': { name: 'x'.repeat(32_768) },
  'half of a surrogate pair': { name: '\ud83d' },
  'too many bytes': Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, 'x'.repeat(8200)])),
  'a token that is too large': { name: 'x'.repeat(2500) },
};

/** @param {import('./contestants.js').Contestant} contestant */
export async function checkRules(contestant) {
  // Not above: the package is copied into bench/node_modules when the bench starts.
  const { createWidgetToken } = await import('amazon-connect-widget-token');
  /** @type {unknown} */
  const code = await import(fileOf(contestant).href);
  const { mintFor } = /** @type {{ mintFor: (given: unknown) => Promise<string> }} */ (code);
  for (const [name, given] of Object.entries(CASES)) {
    const ours = await isAccepted(() =>
      createWidgetToken({ widgetId, secret, attributes: /** @type {{}} */ (given) }),
    );
    equal(await isAccepted(() => mintFor(given)), ours, `${contestant.name}: ${name}`);
  }
}

/** @param {() => Promise<string>} mint */
async function isAccepted(mint) {
  try {
    await mint();
    return true;
  } catch {
    return false;
  }
}
