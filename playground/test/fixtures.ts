// Opens the playground in a real browser and watches it. In every test, the page must not log an error,
// violate the Content-Security-Policy, send a request to another server, or receive the key.

import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launchBrowser, serveBuilt, startPlayground } from '../drive.js';

export const SECRET = 'q0Zb2m8yJ3Nf5tLk9cVw1XrS7uHd4PeGaTiBoYx6RzE=';
export const WIDGET_ID = '6e2b0c9d-0f1a-4c55-9a57-3c1f1f0d8a11';

/** The key, also in other encodings. */
const KEY_FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  Buffer.from(SECRET).toString('base64'),
  Buffer.from(SECRET).toString('hex'),
  Buffer.from(SECRET, 'base64').toString('hex'),
];

export interface Visit {
  readonly page: Page;
  /** Allows the page to log an error that the test expects. */
  readonly allow: (error: RegExp) => void;
}

export const it = test
  // eslint-disable-next-line no-empty-pattern -- Vitest reads the fixture's dependencies from the pattern.
  .extend('playground', { scope: 'file' }, async ({}, { onCleanup }) => {
    const playground = await startPlayground({ CONNECT_SECRET: SECRET, CONNECT_WIDGET_ID: WIDGET_ID });
    onCleanup(playground.stop);
    return playground;
  })
  // eslint-disable-next-line no-empty-pattern -- See above.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  // eslint-disable-next-line no-empty-pattern -- See above.
  .extend('built', { scope: 'file' }, async ({}, { onCleanup }) => {
    const built = await serveBuilt('/some/folder/');
    onCleanup(built.stop);
    return built;
  })
  .extend('visit', async ({ playground, browser }, { onCleanup }) => {
    const { visit, finish } = await openPage(browser, playground.address);
    onCleanup(finish);
    return visit;
  });

/** Opens the page. `finish` fails the test if the page did something it must not do. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ visit: Visit; finish: () => Promise<void> }> {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const problems: string[] = [];
  const allowed: RegExp[] = [];
  const bodies: Promise<void>[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`thrown: ${String(error)}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) problems.push(`request elsewhere: ${request.url()}`);
  });
  page.on('response', (response) => {
    const check = async (): Promise<void> => {
      const body = await response.text().catch(() => '');
      // The page may close while a response arrives.
      const headers = await response.allHeaders().catch(() => ({}));
      const text = JSON.stringify(headers) + body;
      if (holdsKey(text)) problems.push(`the key is in ${response.url()}`);
    };
    bodies.push(check());
  });
  await page.goto(address);
  await rows(page).first().waitFor();

  async function finish(): Promise<void> {
    for (let checked = 0; checked < bodies.length;) {
      checked = bodies.length;
      await Promise.all(bodies);
    }
    await context.close();
    expect(problems.filter((problem) => !allowed.some((error) => error.test(problem)))).toEqual([]);
  }
  return { visit: { page, allow: (error) => allowed.push(error) }, finish };
}

export function holdsKey(text: string): boolean {
  return KEY_FORMS.some((form) => text.includes(form));
}

export const rows = (page: Page): Locator => page.locator('#rows > li');

/** The fields of the row that has this key. */
export function row(
  page: Page,
  key: string,
): { key: Locator; kind: Locator; value: Locator; choice: Locator; remove: Locator; makeText: Locator } {
  const group = page.getByRole('group', { name: `Attribute ${key}`, exact: true });
  return {
    key: group.getByRole('textbox', { name: 'Key' }),
    kind: group.getByRole('combobox', { name: 'Type' }),
    value: group.getByRole('textbox', { name: 'Value' }),
    choice: group.getByRole('combobox', { name: 'Value' }),
    remove: group.getByRole('button', { name: /^Remove / }),
    makeText: group.getByRole('button', { name: /^(Make it text|Leave it out)$/ }),
  };
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** The text of a visible element. innerText alone would also return the text of a hidden one. */
export async function seen(locator: Locator): Promise<string> {
  await locator.waitFor({ state: 'visible' });
  return locator.innerText();
}

/** The visible text that aria-describedby refers to. A screen reader reads it after the name of the field. */
export async function description(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    const id = element.getAttribute('aria-describedby');
    if (id === null) return '';
    const place = document.getElementById(id);
    return place?.checkVisibility() === true ? place.innerText : 'the description is not visible';
  });
}
