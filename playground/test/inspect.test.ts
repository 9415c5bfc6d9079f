// "Paste a token": what is wrong with a token, and how to fix it.

import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect } from 'vitest';
import { it, press, SECRET, WIDGET_ID } from './fixtures.js';

const options = { widgetId: WIDGET_ID, secret: SECRET, attributes: { name: 'Jane' } };

describe('a pasted token', () => {
  it('that is broken gets a list of its problems, each with a fix', async ({ visit: { page } }) => {
    await press(page, 'A broken token');
    const issues = page.locator('#inspection .issue');
    await expect.poll(() => issues.count()).toBe(5);
    expect(await issues.locator('.message').allInnerTexts()).toEqual([
      'Signature was not made with this key, or the token was changed. Sign with the security key of this widget.',
      'sub must not have quotes around it. Remove them.',
      'Token must expire at most 600 s after it was issued, not 3,600 s. Set iat to Math.floor(Date.now() / 1000), and exp to iat + 500.',
      expect.stringMatching(
        /^Token expired \d+ (?:months|years) ago\. Create a new token for each chat, and do not cache it\.$/,
      ),
      `attributes["age"] must be a string, not number, or Connect does not start the chat. Use stringifyAttributes(row, ['age']).`,
    ]);
    expect(await issues.locator('.error-code').allInnerTexts()).toEqual([
      'ERR_TOKEN_SIGNATURE',
      'ERR_TOKEN_WIDGET_ID',
      'ERR_TOKEN_LIFETIME',
      'ERR_TOKEN_EXPIRED',
      'ERR_ATTRIBUTE_VALUE_NOT_STRING',
    ]);
    await expect.poll(() => page.locator('#live').innerText()).toBe('5 problems with the token.');

    await page.getByRole('checkbox').uncheck();
    await expect.poll(() => issues.count()).toBe(4);
    expect(await page.locator('#inspection').innerText()).toContain('Not checked');
  });

  it('that is valid has no problems, whether pasted alone or as the endpoint’s response', async ({
    visit: { page },
  }) => {
    const token = await createWidgetToken(options);
    const field = page.getByRole('textbox', { name: 'Paste a token' });
    await field.fill(`  ${token}\n`);
    const inspection = page.locator('#inspection');
    await expect.poll(() => inspection.innerText()).toContain('No problems');
    expect(await inspection.innerText()).toMatch(/Signature\s+Valid/);
    await field.fill('');
    await expect.poll(() => inspection.innerText()).toBe('');
    await field.fill(JSON.stringify({ data: token }));
    await expect.poll(() => inspection.innerText()).toContain('No problems');
    await page.getByRole('checkbox').uncheck();
    await expect.poll(() => inspection.innerText()).toContain('Checked without the key and the widget id.');
  });

  it('that was signed with the Base64-decoded key is reported as such', async ({ visit: { page } }) => {
    const key = await crypto.subtle.importKey(
      'raw',
      Buffer.from(SECRET, 'base64'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const token = await createWidgetToken({ ...options, secret: key });
    await page.getByRole('textbox', { name: 'Paste a token' }).fill(token);
    await expect
      .poll(() => page.locator('#inspection .message').allInnerTexts())
      .toEqual([
        'Signature is valid with the Base64-decoded key. Sign with the key as text, as Connect shows it.',
      ]);
  });

  it('can be taken from the widget that was opened', async ({ visit: { page } }) => {
    const button = page.getByRole('button', { name: 'The widget’s token' });
    expect(await button.isDisabled()).toBe(true);
    await press(page, 'Open the widget');
    await button.click();
    await expect.poll(() => page.locator('#inspection').innerText()).toContain('No problems');
    expect(await page.locator('#inspection').innerText()).toContain('"Jane@example.com"');
  });

  it('can be any string without breaking the page', async ({ visit: { page } }) => {
    const field = page.getByRole('textbox', { name: 'Paste a token' });
    await field.fill('<img src=x onerror=alert(1)>.e30.');
    await expect.poll(() => page.locator('#inspection').innerText()).toContain('ERR_TOKEN_MALFORMED');
    await field.fill('x'.repeat(400_000));
    await expect.poll(() => page.locator('#inspection').innerText()).toContain('ERR_TOKEN_TOO_LARGE');
  });
});
