import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { afterEach, describe, expect, it } from 'vitest';
import { RIGHT } from '../support/helpers.js';

describe('if another library has polluted the prototypes', () => {
  const prototypes = [Object.prototype, String.prototype, Array.prototype] as Record<string, unknown>[];
  const polluted = new Set<string>();

  const pollute = (key: string, value: unknown): void => {
    polluted.add(key);
    for (const prototype of prototypes) {
      Object.defineProperty(prototype, key, { value, enumerable: true, configurable: true, writable: true });
    }
  };

  const clean = (): void => {
    for (const key of polluted) for (const prototype of prototypes) Reflect.deleteProperty(prototype, key);
    polluted.clear();
  };

  afterEach(clean);

  const fixed = {
    ...RIGHT,
    issuedAt: new Date(0),
    segmentAttributes: { a: { ValueList: [{ ValueString: 'x' }] } },
    attributes: { name: 'Jane' },
  };

  it.each([
    ['toJSON', () => 'injected'],
    ['attributes', { injected: 'x' }],
    ['customerId', 'injected'],
    ['expiresIn', 1],
    ['injected', 'x'],
  ])('createWidgetToken creates the same token, and its size is the same: %s', async (key, value) => {
    const before = await createWidgetToken(fixed);
    const size = estimateTokenSize(fixed);
    pollute(key, value);
    const after = await createWidgetToken(fixed);
    const sizeAfter = estimateTokenSize(fixed);
    clean();
    expect(after).toBe(before);
    expect(sizeAfter).toEqual(size);
  });
});
