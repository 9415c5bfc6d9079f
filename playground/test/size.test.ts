// The size: exact, by attribute, and what to remove when the token is too large.

import { estimateTokenSize } from 'amazon-connect-widget-token';
import { describe, expect } from 'vitest';
import { measure } from '../page/size.js';
import { it, press, row, rows, WIDGET_ID, seen } from './fixtures.js';

const EXAMPLE = {
  name: 'Jane',
  memberID: '123456789',
  email: 'Jane@example.com',
  isPremiumUser: 'true',
  age: '45',
};

describe('the size bar', () => {
  it('shows each attribute in proportion to its bytes, and the page shows how many are left', async ({
    visit: { page },
  }) => {
    const size = estimateTokenSize({ widgetId: WIDGET_ID, attributes: EXAMPLE });
    const meter = page.getByRole('region', { name: 'Size', exact: true });
    expect(await meter.innerText()).toContain(`${size.bytes} of 6,144 bytes`);
    expect(await meter.innerText()).toContain(`${size.remainingBytes.toLocaleString('en')} bytes left`);

    const { width: whole = 0 } = (await page.locator('#segments').boundingBox()) ?? {};
    const { parts } = measure(WIDGET_ID, EXAMPLE);
    for (const [key, bytes] of parts) {
      // What the token would lose without it, up to the rounding of Base64url.
      expect(Math.abs(bytes - (size.bytesByAttribute[key] ?? 0))).toBeLessThanOrEqual(2);
      const segment = page.getByRole('button', { name: new RegExp(`^${key}: ${bytes} bytes, `) });
      const { width = 0 } = (await segment.boundingBox()) ?? {};
      expect(width / whole).toBeCloseTo(bytes / 6144, 2);
      expect(await page.locator('#parts').innerText()).toMatch(new RegExp(`${key}\\s+${bytes} bytes`));
    }
  });

  it('names the segment under the pointer or the focus, and Enter moves to its field', async ({
    visit: { page },
  }) => {
    const segments = page.getByRole('toolbar', { name: 'Size by attribute' }).getByRole('button');
    const named = page.locator('#named');
    const email = segments.filter({ has: page.locator('xpath=self::*[starts-with(@aria-label, "email:")]') });
    await email.hover();
    expect(await named.innerText()).toMatch(/^email: \d+ bytes, \d\.\d %$/);
    await page.mouse.move(0, 0);
    expect(await named.innerText()).toMatch(/^Each colour/);

    await segments.first().focus();
    expect(await named.innerText()).toMatch(/^Header, signature, other claims: \d+ bytes/);
    await page.keyboard.press('ArrowRight');
    expect(await named.innerText()).toMatch(/^name: /);
    await page.keyboard.press('End');
    expect(await named.innerText()).toMatch(/^age: /);
    await page.keyboard.press('Enter');
    expect(await row(page, 'age').value.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('leaves out an attribute that cannot be signed, and the page says so', async ({ visit: { page } }) => {
    await press(page, 'A number');
    const { name, memberID, email, isPremiumUser } = EXAMPLE;
    const attributes = { name, memberID, email, isPremiumUser };
    const size = estimateTokenSize({ widgetId: WIDGET_ID, attributes });
    expect(await seen(page.locator('#size-bytes'))).toBe(String(size.bytes));
    expect(await seen(page.locator('#not-counted'))).toBe('Not counted until fixed: age.');
  });
});

describe('a token over the limit', () => {
  it('is shown in red with the attribute to remove, and fits without that attribute', async ({
    visit: { page },
  }) => {
    const { value } = row(page, 'name');
    await value.fill('x'.repeat(2200));
    const attributes = { ...EXAMPLE, name: 'x'.repeat(2200) };
    const size = estimateTokenSize({ widgetId: WIDGET_ID, attributes });
    const excess = (-size.remainingBytes).toLocaleString('en');
    const { parts, shortenBy } = measure(WIDGET_ID, attributes);
    const nameBytes = Object.fromEntries(parts).name?.toLocaleString('en');
    expect(await seen(page.locator('#verdict'))).toBe(
      `${excess} bytes too many: the widget would not open. Remove "name" (${nameBytes} bytes), or shorten values by ${excess} bytes (${shortenBy} characters).`,
    );
    expect(await page.locator('#all-problems').isVisible()).toBe(false);
    expect(await seen(page.locator('#size-left'))).toBe(`${excess} bytes too many`);
    expect(await seen(page.locator('#parts li.drop'))).toContain('remove it');
    const [red, green, blue] = await page
      .locator('#segments .drop')
      .evaluate((element) => (getComputedStyle(element).backgroundColor.match(/\d+/g) ?? []).map(Number));
    expect(red).toBeGreaterThan(2 * Math.max(green ?? 255, blue ?? 255));

    // Removing as many characters as the page says is enough.
    await value.fill('x'.repeat(2200 - shortenBy));
    expect(await page.locator('#verdict').isVisible()).toBe(false);
    await value.fill('x'.repeat(2200));
    await page.getByRole('button', { name: 'Remove name' }).click();
    expect(await page.locator('#verdict').isVisible()).toBe(false);
  });

  it('is reported with the package’s own message if its attributes exceed Connect’s own limit', async ({
    visit: { page },
  }) => {
    await row(page, 'name').value.fill('x'.repeat(20_001));
    await row(page, 'email').value.fill('x'.repeat(20_000));
    expect(await seen(page.locator('#all-problems'))).toBe(
      'attributes must have at most 32,768 UTF-8 bytes in total. Pass fewer or shorter ones.',
    );
    expect(await seen(page.locator('#verdict'))).toMatch(/Remove "name" \([\d,]+ bytes\) and "email" \(/);
    expect(await rows(page).count()).toBe(5);
  });

  it('fits once the suggested attributes are removed, or a value is shortened as suggested', () => {
    for (let length = 1; length < 6000; length += 137) {
      const attributes = {
        a: 'ä'.repeat(length / 3),
        b: 'x'.repeat(length),
        c: '"'.repeat(length / 4),
        d: 'short',
      };
      const { drop, shortenBy, remainingBytes } = measure(WIDGET_ID, attributes);
      const kept = Object.fromEntries(Object.entries(attributes).filter(([key]) => !drop.includes(key)));
      const shorter = { ...attributes, b: attributes.b.slice(shortenBy) };
      expect(estimateTokenSize({ widgetId: WIDGET_ID, attributes: kept }).fits).toBe(true);
      if (shortenBy <= length)
        expect(estimateTokenSize({ widgetId: WIDGET_ID, attributes: shorter }).fits).toBe(true);
      expect(drop.length > 0).toBe(remainingBytes < 0);
    }
  });
});
