// The widget id and the security key, swapped or in each other's place.

import { randomBytes, randomUUID } from 'node:crypto';
import { createWidgetToken, estimateTokenSize, WidgetTokenError } from 'amazon-connect-widget-token';
import { createTokenHandler } from 'amazon-connect-widget-token/handler';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { issuesOf, refusal, RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

const ROTATE = 'If a token that contains the key was ever sent, rotate the key.';

const SWAPPED = {
  code: 'ERR_WIDGET_ID_INVALID',
  path: ['widgetId'],
  message: `widgetId and secret are swapped. Exchange them. ${ROTATE}`,
};

const KEY_AS_WIDGET_ID = {
  code: 'ERR_WIDGET_ID_INVALID',
  path: ['widgetId'],
  message: `widgetId looks like a security key, which anyone could read in the token. The widget id is the last argument of the loader in the snippet. ${ROTATE}`,
};

const WIDGET_ID_AS_KEY = {
  code: 'ERR_SECRET_INVALID',
  path: ['secret'],
  message: 'secret looks like a widget id. Pass the security key, which has 44 characters.',
};

/** 33 bytes in Base64 have no "=" at the end. */
const WITHOUT_PADDING = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzEx';

describe('a widget id and a secret that are swapped', () => {
  it.each([
    ['as they are', SECRET, WIDGET_ID],
    ['with a key without "="', WITHOUT_PADDING, WIDGET_ID],
    ['with a widget id in capital letters', SECRET, WIDGET_ID.toUpperCase()],
    ['with the widget id in bytes', SECRET, new TextEncoder().encode(WIDGET_ID)],
  ])('are refused as one problem, %s', async (_what, widgetId, secret) => {
    expect(await issuesOf({ widgetId, secret })).toEqual([SWAPPED]);
  });

  it('are refused also with white space and quotes around them', async () => {
    expect(await issuesOf({ widgetId: `"${SECRET}"\n`, secret: ` ${WIDGET_ID}` })).toEqual([SWAPPED]);
  });

  it('do not hide the other problems', async () => {
    const error = await refusal({
      widgetId: SECRET,
      secret: WIDGET_ID,
      attributes: { age: 45 },
      expiresIn: 0,
    });
    expect(error.issues.map(({ path }) => path.join('.'))).toEqual([
      'widgetId',
      'expiresIn',
      'attributes.age',
    ]);
  });

  it('are not shown where the key is also used as a name', async () => {
    const error = await refusal({ widgetId: SECRET, secret: WIDGET_ID, attributes: { [SECRET]: 1 } });
    expect(error.message + JSON.stringify(error.issues)).not.toContain(SECRET.slice(0, 16));
  });

  it('are refused by verifyWidgetToken and inspectWidgetToken', async () => {
    const options = { widgetId: SECRET, secret: WIDGET_ID };
    await expect(verifyWidgetToken('', options)).rejects.toMatchObject({ issues: [SWAPPED] });
    await expect(inspectWidgetToken('', options)).rejects.toMatchObject({ issues: [SWAPPED] });
  });

  it('are refused by the endpoint, which then has no token', async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown): unknown => errors.push(error);
    const options = { widgetId: SECRET, secret: WIDGET_ID, claims: () => ({}), onError };
    const answer = await createTokenHandler(options)(new Request('https://example.com/token'));
    expect(answer.status).toBe(500);
    expect(errors).toMatchObject([{ issues: [SWAPPED] }]);
  });
});

describe('a security key as the widget id', () => {
  it.each([SECRET, WITHOUT_PADDING])('is refused: %#', async (widgetId) => {
    expect(await issuesOf({ widgetId })).toEqual([KEY_AS_WIDGET_ID]);
    expect(() => estimateTokenSize({ widgetId })).toThrow(KEY_AS_WIDGET_ID.message);
  });

  it('is refused also with something around it', async () => {
    for (const widgetId of [
      `${SECRET}\n`,
      ` ${SECRET}`,
      `'${SECRET}'`,
      `\ufeff“${SECRET}”`,
      `${' '.repeat(20)}${SECRET}`,
    ]) {
      expect(await issuesOf({ widgetId })).toEqual([KEY_AS_WIDGET_ID]);
    }
  });

  it.each([
    ['43 characters', SECRET.slice(1)],
    ['45 characters', `x${SECRET}`],
    ['another character', `-${SECRET.slice(1)}`],
    ['another character at the end', `${SECRET.slice(0, -1)}-`],
    ['a space within', `${SECRET.slice(0, 20)} ${SECRET.slice(20)}`],
    ['more white space around it', `${' '.repeat(21)}${SECRET}`],
    ['"=" within', `${SECRET.slice(0, 20)}=${SECRET.slice(21)}`],
    ['more white space than an id can have', `${' '.repeat(30)}x${SECRET.slice(1)}`],
  ])('is not any other id: %s', async (_what, widgetId) => {
    const other = await createWidgetToken({
      ...RIGHT,
      widgetId,
      secret: 'a key for tests, of 32 bytes or more',
    }).catch((error: unknown) => error);
    if (other instanceof WidgetTokenError) expect(other.message).toContain('white space');
    else expect(other).toMatch(/^ey/);
  });

  it('is reported in the token by inspectWidgetToken, also without the key', async () => {
    const token = jsonwebtoken.sign({ sub: SECRET }, WIDGET_ID, { algorithm: 'HS256', expiresIn: 500 });
    const { issues } = await inspectWidgetToken(token);
    expect(issues).toEqual([
      {
        ...KEY_AS_WIDGET_ID,
        code: 'ERR_TOKEN_WIDGET_ID',
        path: ['sub'],
        message: KEY_AS_WIDGET_ID.message.replace('widgetId', 'sub'),
      },
    ]);
  });
});

describe('a widget id as the secret', () => {
  it.each([
    ['as a string', WIDGET_ID],
    ['in bytes', new TextEncoder().encode(WIDGET_ID)],
  ])('is refused, %s', async (_what, secret) => {
    expect(await issuesOf({ secret, widgetId: 'widget-id' })).toEqual([WIDGET_ID_AS_KEY]);
  });

  it('is refused only as the secret, if it is the widget id too', async () => {
    expect(await issuesOf({ secret: WIDGET_ID })).toEqual([WIDGET_ID_AS_KEY]);
  });

  it('is not any secret that ends with one', async () => {
    await expect(createWidgetToken({ ...RIGHT, secret: `x${WIDGET_ID}` })).resolves.toMatch(/^ey/);
  });

  it('is reported by inspectWidgetToken as a problem of the key', async () => {
    const { issues } = await inspectWidgetToken('', { secret: WIDGET_ID });
    expect(issues).toContainEqual(WIDGET_ID_AS_KEY);
  });
});

it.each([32, 33])(
  'no random key of %i bytes is refused, with a random UUID as widget id, in 100,000 tokens',
  async (bytes) => {
    for (let round = 0; round < 100_000; round++) {
      const options = { widgetId: randomUUID(), secret: randomBytes(bytes).toString('base64') };
      const outcome = await createWidgetToken(options).catch((error: unknown) => error);
      if (typeof outcome !== 'string') expect.fail(`${JSON.stringify(options)}: ${String(outcome)}`);
    }
  },
);
