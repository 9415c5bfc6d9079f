import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import pyjwt from '../fixtures/pyjwt.json' with { type: 'json' };

describe('the tokens of PyJWT, which Amazon uses in its example', () => {
  for (const { name, payload, token } of pyjwt.vectors) {
    const { sub, iat, exp, ...claims } = payload;
    const options = {
      widgetId: sub,
      secret: pyjwt.secret,
      issuedAt: new Date(iat * 1000),
      expiresIn: exp - iat,
      ...(claims as object),
    };

    it(`makes the same bytes: ${name}`, async () => {
      expect(await createWidgetToken(options)).toBe(token);
    });

    it(`estimates the same length: ${name}`, () => {
      expect(estimateTokenSize(options).characters).toBe(token.length);
    });
  }

  it('has vectors to compare with', () => {
    expect(pyjwt.vectors).toHaveLength(8);
  });
});
