// The block to paste into the console's simulated chat.

import { describe, expect } from 'vitest';
import { it, openPage, press, seen } from './fixtures.js';

describe('the block for the simulated chat', () => {
  it('has keys and values in double quotes, and is copied with one click', async ({ visit: { page } }) => {
    const block = page.locator('#chat-block');
    expect(await block.innerText()).toContain('"isPremiumUser": "true",\n  "age": "45"\n}');
    await press(page, 'Copy');
    await expect.poll(() => page.locator('#copied').innerText()).toBe('Copied.');
    expect(await page.locator('#copied').getAttribute('role')).toBe('status');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await block.innerText());
  });

  it('cannot be copied while an attribute is invalid', async ({ visit: { page } }) => {
    await press(page, 'A number');
    expect(await page.getByRole('button', { name: 'Copy' }).isDisabled()).toBe(true);
    expect(await page.locator('#simulated').innerText()).toContain(
      'The console accepts only strings. Fix the attributes first.',
    );
    await press(page, 'Amazon’s example');
    expect(await page.locator('#chat-block').isVisible()).toBe(true);
  });

  it('can be copied for attributes that are too large for a token, as this chat has none', async ({
    visit: { page },
  }) => {
    await press(page, 'Too large');
    expect(await seen(page.locator('#verdict'))).toContain('the widget would not open');
    expect(await page.getByRole('button', { name: 'Copy' }).isEnabled()).toBe(true);
  });

  it('is selected when the browser does not allow copying', async ({ browser, playground }) => {
    const { visit, finish } = await openPage(browser, playground.address, { permissions: [] });
    const { page } = visit;
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await press(page, 'Copy');
    await expect.poll(() => page.locator('#copied').innerText()).toContain('press Ctrl+C');
    expect(await page.evaluate(() => String(getSelection()))).toBe(await seen(page.locator('#chat-block')));
    await finish();
  });
});
