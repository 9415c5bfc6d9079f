// What the page must show in light and dark mode, on a desktop and at 360 pixels.

import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { it, openPage, press, row, seen, type Visit } from './fixtures.js';
import { isPhone, VIEWS } from './views.js';

async function open(page: Page): Promise<void> {
  await press(page, 'Open the widget');
  await page.getByRole('timer').waitFor();
}

async function pasteJson(page: Page, attributes: object): Promise<void> {
  await page.getByRole('radio', { name: 'JSON' }).check();
  await page.getByRole('textbox', { name: 'Attributes as JSON' }).fill(JSON.stringify(attributes));
}

/** The colour of an element, and that of a variable of the page there. */
function colours(locator: Locator, variable: string): Promise<{ shown: string; expected: string }> {
  return locator.evaluate((element, name) => {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const expected = getComputedStyle(probe).color;
    probe.remove();
    return { shown: getComputedStyle(element).color, expected };
  }, variable);
}

/** The bytes that a list or a sentence names. */
const bytesIn = (text: string): number[] =>
  [...text.matchAll(/([\d,]+) bytes/g)].map(([, number = '']) => Number(number.replaceAll(',', '')));

describe.each(VIEWS)('the page in %s', (_view, options) => {
  function shows(title: string, act: (visit: Visit) => Promise<void>): void {
    it(title, async ({ browser, playground }) => {
      const { visit, finish } = await openPage(browser, playground.address, options);
      await act(visit);
      await finish();
    });
  }

  shows('dims what was opened once the attributes change, until they are opened again', async ({ page }) => {
    await open(page);
    const stale = page.locator('#stale');
    expect(await stale.isVisible()).toBe(false);
    await press(page, 'A number');
    expect((await seen(stale)).split('\n').filter((line) => line !== '')).toEqual([
      'Attributes changed.',
      'Open again',
    ]);
    for (const part of ['#claims .json-string', '#chat-line', '#flow .read', '#flow .path']) {
      const { shown, expected } = await colours(page.locator(part).first(), '--soft');
      expect(shown, part).toBe(expected);
    }
    await press(page, 'Amazon’s example');
    expect(await stale.isVisible()).toBe(false);

    await row(page, 'name').value.fill('June');
    await press(page, 'Open again');
    await expect.poll(() => page.locator('#claims').innerText()).toContain('"June"');
    expect(await stale.isVisible()).toBe(false);
    const { shown, expected } = await colours(page.locator('#flow .read').first(), '--ink');
    expect(shown).toBe(expected);
  });

  shows(
    'says instead of the bytes left that the widget would not open, and that more will count',
    async ({ page }) => {
      await press(page, 'Invalid keys');
      const left = page.locator('#size-left');
      expect(await seen(left)).toBe('3 problems: the widget would not open');
      const { shown, expected } = await colours(left, '--danger');
      expect(shown).toBe(expected);
      expect(await seen(page.locator('#size .number'))).toMatch(/^at least 418 of 6,144 bytes$/);
      expect(await seen(page.locator('#parts .total'))).toMatch(/^Total, incomplete/);

      // With a key that is there twice, the widget opens.
      await press(page, 'Amazon’s example');
      await row(page, 'age').key.fill('name');
      expect(await seen(left)).toMatch(/^[\d,]+ bytes left$/);
      expect(await page.locator('#size-incomplete').isVisible()).toBe(false);
    },
  );

  shows(
    'keeps the size on the screen only while the attributes are: on a phone as one thin bar',
    async ({ page }) => {
      await press(page, 'Too large');
      const thin = page.locator('#thin .thin-line');
      expect(await thin.isVisible()).toBe(false);
      await page
        .locator('#rows > li')
        .nth(3)
        .evaluate((item) => {
          item.scrollIntoView();
        });
      const size = await page.locator('#size').boundingBox();
      if (isPhone(options)) {
        await thin.waitFor({ state: 'visible' });
        const { y = -1, height = 0 } = (await thin.boundingBox()) ?? {};
        expect([y, height <= 48]).toEqual([0, true]);
        expect(await seen(page.locator('#thin-text'))).toBe('1,546 bytes too many');
        expect(size?.y).toBeLessThan(-100);
      } else {
        expect(await thin.isVisible()).toBe(false);
        expect(size?.y).toBeGreaterThanOrEqual(0);
      }
      await press(page, 'A broken token');
      await page.locator('#inspection .issue').first().waitFor();
      await page.evaluate(() => {
        scrollTo(0, document.documentElement.scrollHeight);
      });
      const above = await page.evaluate(() => {
        const found = document.elementsFromPoint(innerWidth / 2, 30);
        return found.some((element) => element.closest('#size, #thin') !== null);
      });
      expect(above).toBe(false);
    },
  );

  shows('opens the widget from the thin bar of a phone', async ({ page }) => {
    const button = page.getByRole('button', { name: 'Open', exact: true });
    expect(await button.isVisible()).toBe(false);
    if (!isPhone(options)) return;
    await row(page, 'age').value.focus();
    await button.click();
    await page.getByRole('timer').waitFor();
  });

  shows('keeps each segment of the size within its frame, whatever the size', async ({ page }) => {
    const outside = (): Promise<string[]> =>
      page.evaluate(() => {
        const frame = document.querySelector('#segments')?.getBoundingClientRect() ?? new DOMRect();
        return [...document.querySelectorAll('#segments > *, #limit')]
          .filter((segment) => {
            const { left, right } = segment.getBoundingClientRect();
            // Its border and its padding have 4 pixels.
            return left < frame.left + 3.9 || right > frame.right - 3.9;
          })
          .map(({ outerHTML }) => outerHTML);
      });
    await press(page, 'Too large');
    expect(await outside()).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`key${index}`, 'x']));
    await pasteJson(page, { ...many, long: 'x'.repeat(3000) });
    expect(await page.locator('#segments button').count()).toBe(402);
    expect(await outside()).toEqual([]);
  });

  shows('opens the widget by keyboard within 12 Tab stops, before the simulated chat', async ({ page }) => {
    let stops = 0;
    const name = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    do {
      await page.keyboard.press('Tab');
      stops += 1;
    } while ((await name()).trim() !== 'Open the widget' && stops < 13);
    expect(stops).toBeLessThanOrEqual(12);
    const button = await page.getByRole('button', { name: 'Open the widget' }).boundingBox();
    const chat = await page.locator('#simulated').boundingBox();
    expect(button?.y).toBeLessThan(chat?.y ?? 0);
    await page.keyboard.press('Enter');
    await page.getByRole('timer').waitFor();
  });

  shows('limits the height of a long block, which then scrolls by keyboard', async ({ page }) => {
    await open(page);
    const heightOf = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await heightOf();
    const block = page.locator('#chat-block');
    expect(await block.getAttribute('tabindex')).toBeNull();
    await row(page, 'name').value.fill('long '.repeat(4000));
    await expect.poll(() => block.getAttribute('tabindex')).toBe('0');
    expect((await block.boundingBox())?.height).toBeLessThan(400);
    expect((await heightOf()) - before).toBeLessThan(900);
    await block.focus();
    await page.keyboard.press('End');
    await expect.poll(() => block.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(100);
    await press(page, 'Amazon’s example');
    await expect.poll(() => block.getAttribute('tabindex')).toBeNull();
  });

  shows('says in one sentence that a visitor’s change was refused, and folds the rest', async ({ page }) => {
    await open(page);
    await page.getByRole('combobox', { name: 'Attribute', exact: true }).selectOption('name');
    await press(page, 'Change it in the browser');
    const cell = page.locator('#paths tr').first().locator('td').first();
    await cell.locator('.fate').waitFor();
    expect((await cell.innerText()).split('\n')).toEqual([
      '$.Attributes.name',
      'Jane',
      'Refused: the signature no longer matches.',
      'What a server logs',
    ]);
    await cell.getByText('What a server logs').click();
    expect(await cell.innerText()).toContain('Signature was not made with this key');
  });

  shows('offers the types by name, and makes a value text where the problem is', async ({ page }) => {
    const { kind, value, choice, makeText } = row(page, 'age');
    expect(await kind.locator('option').allInnerTexts()).toEqual(['Text', 'Number', 'Yes/No', 'Empty']);
    expect(await makeText.isVisible()).toBe(false);
    await kind.selectOption('Number');
    await makeText.click();
    expect([await kind.inputValue(), await value.inputValue()]).toEqual(['text', '45']);
    expect(await value.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('#rows .problem').count()).toBe(0);

    await kind.selectOption('Yes/No');
    expect(await choice.inputValue()).toBe('true');
    await makeText.click();
    expect(await value.inputValue()).toBe('true');
    await kind.selectOption('Empty');
    expect(await makeText.innerText()).toBe('Leave it out');
    await makeText.click();
    expect(await page.locator('#rows > li').count()).toBe(4);
  });

  shows('makes all values text as stringifyAttributes does, in the form and in JSON', async ({ page }) => {
    const all = { name: 'Jane', age: 45.5, vip: false, plan: null, tags: ['a'] };
    const text = { name: 'Jane', age: '45.5', vip: 'false', tags: '["a"]' };
    const json = page.getByRole('textbox', { name: 'Attributes as JSON' });
    await pasteJson(page, all);
    expect(await seen(page.locator('#not-text-count'))).toBe('4 values are not text.');
    await press(page, 'Make all text');
    expect(JSON.parse(await json.inputValue())).toEqual(text);
    expect(await page.locator('#not-text').isVisible()).toBe(false);

    await pasteJson(page, all);
    await page.getByRole('radio', { name: 'Form' }).check();
    expect(await row(page, 'tags').kind.inputValue()).toBe('json');
    await press(page, 'Make all text');
    expect(await page.locator('#rows .problem').count()).toBe(0);
    expect(await seen(page.locator('#size-left'))).toMatch(/bytes left$/);
    await page.getByRole('radio', { name: 'JSON' }).check();
    expect(JSON.parse(await json.inputValue())).toEqual(text);
    await expect
      .poll(() => page.locator('#live').innerText())
      .toMatch(/^(No problems|All values are text\. Left out: 1 empty value\.)/);
  });

  shows(
    'shows what the agent sees: the name, the attributes and a greeting that reads them',
    async ({ page }) => {
      await open(page);
      expect(await seen(page.locator('#chat-line'))).toBe('Hello Jane! How can we help?');
      expect(await seen(page.locator('#chat-source'))).toBe('The flow reads $.Attributes.name');
      expect(await seen(page.locator('#agent-name'))).toBe('Jane');
      const seenByAgent = page.locator('#agent-attributes > div');
      const pairs = await seenByAgent.evaluateAll((all) =>
        all.map((pair) => [...pair.children].map(({ textContent }) => textContent)),
      );
      expect(pairs).toEqual([
        ['name', 'Jane'],
        ['memberID', '123456789'],
        ['email', 'Jane@example.com'],
        ['isPremiumUser', 'true'],
        ['age', '45'],
      ]);

      await pasteJson(page, { plan: 'gold' });
      await press(page, 'Open again');
      await expect.poll(() => page.locator('#chat-line').innerText()).toBe('Hello! Your plan: gold.');
      expect(await seen(page.locator('#agent-name'))).toBe('Customer');
      await pasteJson(page, {});
      await press(page, 'Open again');
      await expect.poll(() => page.locator('#chat-line').innerText()).toBe('Hello! How can we help?');
    },
  );

  shows('lists sizes that sum up to the total, in the unit of the message', async ({ page }) => {
    for (const example of ['Amazon’s example', 'Too large', 'A number']) {
      await press(page, example);
      const shown = Number((await seen(page.locator('#size-bytes'))).replaceAll(',', ''));
      const rows = bytesIn((await page.locator('#parts li:not(.total)').allInnerTexts()).join('\n'));
      expect(rows.length).toBeGreaterThan(4);
      expect(rows.reduce((sum, bytes) => sum + bytes, 0)).toBe(shown);
      expect(bytesIn(await seen(page.locator('#parts .total')))).toEqual([shown]);
      const percents = (await page.locator('#parts .percent').allInnerTexts()).map((text) =>
        Number.parseFloat(text),
      );
      const total = percents.pop();
      expect(percents.reduce((sum, percent) => sum + percent, 0)).toBeCloseTo(total ?? 0, 5);
    }
    await press(page, 'Too large');
    const orders = bytesIn(await seen(page.locator('#parts li.drop')));
    expect(bytesIn(await seen(page.locator('#verdict')))).toEqual([1546, ...orders, 1546]);
  });

  shows('says why the form cannot be selected', async ({ page }) => {
    const reason = page.locator('#form-reason');
    expect(await reason.isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'JSON' }).check();
    for (const json of ['[1]', '{"name": ']) {
      await page.getByRole('textbox', { name: 'Attributes as JSON' }).fill(json);
      expect(await seen(reason)).toBe('The form needs an object, such as {"name": "Jane"}.');
    }
    expect(await page.getByRole('group', { name: 'Edit as' }).getAttribute('aria-describedby')).toBe(
      'form-reason',
    );
    await page.getByRole('textbox', { name: 'Attributes as JSON' }).fill('{}');
    expect(await reason.isVisible()).toBe(false);
  });

  shows('breaks a path or an address only where a word begins', async ({ page }) => {
    await open(page);
    const broken = await page
      .locator('#flow .word, #agent .word')
      .evaluateAll((words) =>
        words
          .filter(
            (word) =>
              word.getBoundingClientRect().height >
              1.5 * Number.parseFloat(getComputedStyle(word).lineHeight),
          )
          .map(({ textContent }) => textContent),
      );
    expect(broken).toEqual([]);
    const paths = await page.locator('#flow .path').allInnerTexts();
    expect(paths).toContain('$.Attributes.HostedWidget-isPremiumUser');
  });

  shows(
    'begins each problem of a token with a capital letter or code, and writes its age in words',
    async ({ page }) => {
      const field = page.getByRole('textbox', { name: 'Paste a token' });
      expect(await field.getAttribute('placeholder')).toMatch(/^eyJ/);
      await press(page, 'A broken token');
      const messages = page.locator('#inspection .message');
      await expect.poll(() => messages.count()).toBe(5);
      const begins = await messages.evaluateAll((all) =>
        all.map(
          ({ firstElementChild, textContent }) =>
            firstElementChild?.localName === 'code' || /^[A-Z]/.test(textContent),
        ),
      );
      expect(begins).toEqual([true, true, true, true, true]);
      // Only the place is bold.
      const bold = await messages.evaluateAll((all) =>
        all.map((message) =>
          [message, ...message.children].map((part) => Number(getComputedStyle(part).fontWeight) > 500),
        ),
      );
      expect(bold).toEqual(Array.from({ length: 5 }, () => [false, true]));
      const facts = await seen(page.locator('#inspection dl'));
      const age = /Expired (\d+ (?:months|years)) ago/.exec(facts)?.[1] ?? 'no age';
      expect(await messages.nth(3).innerText()).toContain(`Token expired ${age} ago.`);
    },
  );
});
