// Editing attributes: each problem appears at its field, with the package's own message, at each key press.

import { validateAttributes } from 'amazon-connect-widget-token';
import { describe, expect } from 'vitest';
import { formatNumbers } from '../page/format.js';
import { description, it, press, row, rows, seen } from './fixtures.js';

/** The messages of the package itself, with their numbers as the page writes them. */
function messagesFor(attributes: unknown): string[] {
  return (validateAttributes(attributes).issues ?? []).map(({ message }) => formatNumbers(message));
}

describe('a value', () => {
  it('that is a number is refused while it is typed, and accepted as a string', async ({
    visit: { page },
  }) => {
    const { kind, value } = row(page, 'age');
    await kind.selectOption('Number');
    expect(await description(value)).toBe(messagesFor({ age: 45 })[0]);
    expect(await value.getAttribute('aria-invalid')).toBe('true');

    for (const text of ['', '007', 'true', '"7"']) {
      await value.fill(text);
      expect(await description(value)).toBe(
        'attributes["age"] is not a number. Enter one such as 45, or select Text.',
      );
    }
    await value.fill('7');
    expect(await description(value)).toBe(messagesFor({ age: 7 })[0]);
    await kind.selectOption('Text');
    expect(await description(value)).toBe('');
    expect(await value.getAttribute('aria-invalid')).toBeNull();
  });

  it.for(['true', 'null', '[]', '{"ValueString":"x"}', '1e999'])(
    'that is not a string is refused, and stays as it is in the form and in JSON: %s',
    async (text, { visit: { page } }) => {
      await page.getByRole('radio', { name: 'JSON' }).check();
      const json = page.getByRole('textbox', { name: 'Attributes as JSON' });
      await json.fill(`{"name": ${text}}`);
      const [message] = messagesFor(JSON.parse(`{"name":${text}}`));
      expect(await description(json)).toBe(message);
      await page.getByRole('radio', { name: 'Form' }).check();
      if (text !== '1e999') expect(await seen(page.locator('#rows .problem'))).toBe(message);
      await page.getByRole('radio', { name: 'JSON' }).check();
      if (text !== '1e999')
        expect(JSON.parse(await json.inputValue())).toEqual(JSON.parse(`{"name":${text}}`));
    },
  );

  it('keeps what was typed when its type changes and changes back', async ({ visit: { page } }) => {
    const { kind, value, choice } = row(page, 'isPremiumUser');
    await value.fill('no');
    await kind.selectOption('Yes/No');
    expect(await choice.inputValue()).toBe('false');
    expect(await description(choice)).toBe(messagesFor({ isPremiumUser: false })[0]);
    expect(await choice.getAttribute('aria-invalid')).toBe('true');
    await choice.selectOption('Yes (true)');
    await kind.selectOption('Empty');
    expect(await value.isDisabled()).toBe(true);
    expect(await description(value)).toBe(messagesFor({ isPremiumUser: null })[0]);
    await kind.selectOption('Text');
    expect(await value.inputValue()).toBe('true');
    expect(await description(value)).toBe('');
  });

  it('with half an emoji is refused, and one with a line break is kept as typed', async ({
    visit: { page },
  }) => {
    await page.getByRole('radio', { name: 'JSON' }).check();
    const json = page.getByRole('textbox', { name: 'Attributes as JSON' });
    await json.fill(String.raw`{"name": "\ud83d"}`);
    expect(await description(json)).toBe(messagesFor({ name: '\ud83d' })[0]);
    await page.getByRole('radio', { name: 'Form' }).check();
    await row(page, 'name').value.fill('two\nlines');
    await page.getByRole('radio', { name: 'JSON' }).check();
    expect(await json.inputValue()).toContain(String.raw`"two\nlines"`);
  });
});

describe('a key', () => {
  it('is refused at its own field, as soon as it becomes invalid', async ({ visit: { page } }) => {
    const key = rows(page).first().getByRole('textbox', { name: 'Key' });
    await key.press('End');
    await key.press('s');
    expect(await description(key)).toBe('');
    await key.press(' ');
    expect(await description(key)).toBe(messagesFor({ 'names ': '' })[0]);
    await key.press('Backspace');
    expect(await description(key)).toBe('');
  });

  it('over 64 characters gets its message at its own row', async ({ visit: { page } }) => {
    const first = rows(page).first().getByRole('textbox', { name: 'Key' });
    const long = `${'k'.repeat(80)}.`;
    await first.fill(long);
    expect(await description(first)).toBe(messagesFor({ [long]: '' })[0]);
  });

  it('that appears twice is reported, and the later row is used', async ({ visit: { page } }) => {
    const last = rows(page).last();
    await last.getByRole('textbox', { name: 'Key' }).fill('name');
    expect(await description(last.getByRole('textbox', { name: 'Key' }))).toBe(
      'attributes["name"] is also set above. This one is used.',
    );
    await page.getByRole('button', { name: 'Open the widget' }).click();
    await expect.poll(() => page.locator('#claims').innerText()).toContain('"name": "45"');
  });

  it('named __proto__ is treated like any other key', async ({ visit: { page } }) => {
    await rows(page).first().getByRole('textbox', { name: 'Key' }).fill('__proto__');
    await press(page, 'Open the widget');
    await expect.poll(() => page.locator('#claims').innerText()).toContain('"__proto__": "Jane"');
  });
});

describe('a row', () => {
  it('is added with the focus on its key, and is ignored while it is empty', async ({ visit: { page } }) => {
    await press(page, 'Add an attribute');
    const key = rows(page).last().getByRole('textbox', { name: 'Key' });
    expect(await key.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await description(key)).toBe('');
    await rows(page).last().getByRole('textbox', { name: 'Value' }).fill('x');
    expect(await description(key)).toBe(messagesFor({ '': 'x' })[0]);
  });

  it('is removed with the button that names its key, and the focus moves to the next row', async ({
    visit: { page },
  }) => {
    await page.getByRole('button', { name: 'Remove email' }).click();
    expect(await rows(page).count()).toBe(4);
    const next = row(page, 'isPremiumUser').key;
    expect(await next.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('#parts').innerText()).not.toContain('email');
  });
});

describe('JSON', () => {
  it('that is pasted shows every problem at its field, and its values go to the form', async ({
    visit: { page },
  }) => {
    const pasted = { age: 45, 'first name': 'Jane', plan: 'gold' };
    await page.getByRole('radio', { name: 'JSON' }).check();
    const text = page.getByRole('textbox', { name: 'Attributes as JSON' });
    await text.fill(JSON.stringify(pasted));
    expect((await description(text)).split('\n').filter((line) => line !== '')).toEqual(messagesFor(pasted));

    await page.getByRole('radio', { name: 'Form' }).check();
    expect(await description(row(page, 'age').value)).toBe(messagesFor({ age: 45 })[0]);
    expect(await row(page, 'age').kind.inputValue()).toBe('number');
    expect(await row(page, 'plan').value.inputValue()).toBe('gold');
  });

  it.for([
    ['[1]', messagesFor([1])[0]],
    ['"text"', messagesFor('text')[0]],
    ['{"name": "Jane"', 'This is not valid JSON: '],
  ] as const)(
    'that is not an object is reported, and disables the form: %s',
    async ([json, message], { visit: { page } }) => {
      await page.getByRole('radio', { name: 'JSON' }).check();
      const text = page.getByRole('textbox', { name: 'Attributes as JSON' });
      await text.fill(json);
      expect(await description(text)).toContain(message);
      expect(await page.getByRole('radio', { name: 'Form' }).isDisabled()).toBe(true);
      await text.fill('{}');
      expect(await page.getByRole('radio', { name: 'Form' }).isDisabled()).toBe(false);
    },
  );

  it('made from the form keeps everything that was typed, valid or not', async ({ visit: { page } }) => {
    await row(page, 'age').kind.selectOption('Number');
    await row(page, 'age').value.fill('4 5');
    await page.getByRole('radio', { name: 'JSON' }).check();
    const text = page.getByRole('textbox', { name: 'Attributes as JSON' });
    expect(await text.inputValue()).toContain('"age": 4 5\n}');
    expect(await description(text)).toContain('This is not valid JSON: ');
  });
});

describe('a screen reader', () => {
  it('announces a problem once, and says nothing while the problems stay the same', async ({
    visit: { page },
  }) => {
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const live = document.getElementById('live');
      if (live === null) throw new Error('no live region');
      new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true });
    });
    const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
    const { kind, value } = row(page, 'age');
    await kind.selectOption('Number');
    await expect.poll(said).toEqual([expect.stringContaining(messagesFor({ age: 45 })[0] ?? '')]);
    await value.pressSequentially('678901', { delay: 30 });
    await row(page, 'name').value.pressSequentially(' Doe, of a long and old family', { delay: 10 });
    await page.waitForTimeout(1_500);
    expect(await said()).toHaveLength(1);

    await kind.selectOption('Text');
    await expect
      .poll(said)
      .toEqual([expect.anything(), expect.stringMatching(/^No problems\. [\d,]+ bytes left\.$/)]);
    expect(await page.getByRole('status').last().getAttribute('aria-live')).not.toBe('assertive');
  });
});
