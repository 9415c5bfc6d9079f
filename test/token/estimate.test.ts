import {
  createWidgetToken,
  estimateTokenSize,
  type CreateWidgetTokenOptions,
} from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { codesAndPathsOf, RIGHT, WIDGET_ID } from '../support/helpers.js';

/** Options whose claims have this many UTF-8 bytes, the last of them made of this text. */
function withClaimsOf(bytes: number, text: string): CreateWidgetTokenOptions {
  const options = (pad: string): CreateWidgetTokenOptions => ({
    ...RIGHT,
    issuedAt: new Date('2026-01-01T00:00:00Z'),
    attributes: { pad },
  });
  const empty = estimateTokenSize(options('')).characters - 36 - 1 - 1 - 43;
  const missing = bytes - Math.floor((empty * 3) / 4);
  const unit = Buffer.byteLength(text);
  return options('x'.repeat(missing % unit) + text.repeat(Math.floor(missing / unit)));
}

describe('a token has at most 3072 characters, which are 6144 bytes in UTF-16', () => {
  it.each([
    ['one byte', 'x'],
    ['two bytes', 'é'],
    ['three bytes', '€'],
    ['four bytes', '👋'],
  ])('also if its claims have characters of %s in UTF-8', async (_length, text) => {
    const under = withClaimsOf(2242, text);
    const at = withClaimsOf(2243, text);
    const over = withClaimsOf(2244, text);

    expect(await createWidgetToken(under)).toHaveLength(3071);
    expect(await createWidgetToken(at)).toHaveLength(3072);
    expect(await codesAndPathsOf(over)).toEqual([['ERR_TOKEN_TOO_LARGE']]);

    expect(estimateTokenSize(under)).toMatchObject({ bytes: 6142, remainingBytes: 2, fits: true });
    expect(estimateTokenSize(at)).toMatchObject({ bytes: 6144, remainingBytes: 0, fits: true });
    expect(estimateTokenSize(over)).toMatchObject({ bytes: 6146, remainingBytes: -2, fits: false });
    expect(estimateTokenSize(over).maxBytes).toBe(6144);
  });
});

describe('estimateTokenSize', () => {
  it.each([[{ name: 'Jane' }], [{ name: 'Jane', city: 'Zürich', note: '"' }]])(
    'returns for each attribute how many bytes the token would lose without it: %j',
    (attributes) => {
      const { bytes, bytesByAttribute } = estimateTokenSize({ widgetId: WIDGET_ID, attributes });
      for (const [key, lost] of Object.entries(bytesByAttribute)) {
        const others = Object.fromEntries(Object.entries(attributes).filter(([other]) => other !== key));
        expect(bytes - lost).toBe(estimateTokenSize({ widgetId: WIDGET_ID, attributes: others }).bytes);
      }
    },
  );
});
