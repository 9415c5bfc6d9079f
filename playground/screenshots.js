// npm run playground:screenshots: takes pictures of both pages in light mode, in dark mode and at 360 pixels.

import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser, serveBuilt, startPlayground } from './drive.js';

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));

/** @typedef {import('playwright-core').Page} Page */

/** @type {Record<string, import('playwright-core').BrowserContextOptions>} */
const VIEWS = {
  light: { colorScheme: 'light', viewport: { width: 1240, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1240, height: 900 } },
  narrow: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
};

/** @param {Page} page @param {string} name */
async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
}

/** @param {Page} page */
async function change(page) {
  await press(page, 'Open the widget');
  await page.getByRole('combobox', { name: 'Attribute', exact: true }).selectOption('isPremiumUser');
  await page.getByRole('textbox', { name: 'New value' }).fill('false');
  await press(page, 'Change it in the browser');
  await page.getByText('Refused: ').waitFor();
}

/** @param {Page} page */
async function changeAfterOpening(page) {
  await press(page, 'Open the widget');
  await page.getByRole('timer').waitFor();
  await press(page, 'A number');
}

/** @param {Page} page */
async function inspect(page) {
  await press(page, 'A broken token');
  await page.locator('#inspection .issue').first().waitFor();
}

/**
 * `at` selects the element to scroll to the top.
 *
 * @type {{ name: string, isStatic?: boolean, at?: string, act: (page: Page) => Promise<unknown> }[]}
 */
const STATES = [
  { name: 'right', act: () => Promise.resolve() },
  { name: 'wrong', act: (page) => press(page, 'A number') },
  { name: 'wrong-field', at: '#rows', act: (page) => press(page, 'Invalid keys') },
  { name: 'too-large', act: (page) => press(page, 'Too large') },
  { name: 'opened', at: '#opened', act: change },
  { name: 'changed', at: '#flow', act: change },
  { name: 'stale', at: '#opened', act: changeAfterOpening },
  { name: 'inspected', at: '#inspect', act: inspect },
  { name: 'static', isStatic: true, act: () => Promise.resolve() },
  { name: 'static-code', isStatic: true, at: '#server', act: () => Promise.resolve() },
  { name: 'static-inspected', isStatic: true, at: '#inspect', act: inspect },
];

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER);
const [playground, built, browser] = await Promise.all([startPlayground(), serveBuilt(), launchBrowser()]);
try {
  for (const [view, options] of Object.entries(VIEWS)) {
    for (const { name, isStatic = false, at = 'body', act } of STATES) {
      const page = await browser.newPage({ ...options, reducedMotion: 'reduce' });
      await page.goto(isStatic ? built.address : playground.address);
      await page.getByText('"Jane@example.com"').first().waitFor();
      await act(page);
      await page.mouse.move(0, 0);
      await page.evaluate((selector) => {
        document.querySelector(selector)?.scrollIntoView();
      }, at);
      await page.screenshot({ path: `${FOLDER}${name}-${view}.png` });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await playground.stop();
  await built.stop();
}
