import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import pyjwt from '../fixtures/pyjwt.json' with { type: 'json' };

describe('for the tokens of PyJWT, which Amazon uses in its example,', () => {
  it('there are eight to compare with', () => {
    expect(pyjwt.vectors).toHaveLength(8);
  });

  describe.each(pyjwt.vectors)('such as $name,', ({ payload, token }) => {
    const { sub, iat, exp, ...claims } = payload;
    const options = {
      widgetId: sub,
      secret: pyjwt.secret,
      issuedAt: new Date(iat * 1000),
      expiresIn: exp - iat,
      ...(claims as object),
    };

    it('createWidgetToken creates the same bytes', async () => {
      expect(await createWidgetToken(options)).toBe(token);
    });

    it('estimateTokenSize returns the same length', () => {
      expect(estimateTokenSize(options).characters).toBe(token.length);
    });
  });
});
