import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect, it } from 'vitest';
import { claimsOf, RIGHT } from '../support/helpers.js';

describe('createWidgetToken', () => {
  it.each(['"', '\\', '\n', '\u2028', ''])('signs the string %j unchanged', async (value) => {
    const { attributes } = claimsOf(await createWidgetToken({ ...RIGHT, attributes: { value } }));
    expect(attributes).toEqual({ value });
  });
});
