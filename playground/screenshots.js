// npm run playground:screenshots: takes pictures of the page in light mode, dark mode and a narrow window.

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser, startPlayground } from './drive.js';

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));

const WIDE = { width: 1240, height: 900 };
const NARROW = { width: 360, height: 740 };

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} name */
async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
}

/** @param {Page} page */
async function openAndVisit(page) {
  await press(page, 'Open the widget');
  await page.getByRole('combobox', { name: 'Attribute', exact: true }).selectOption('isPremiumUser');
  await page.getByRole('textbox', { name: 'New value' }).fill('false');
  await press(page, 'Change it in the browser');
  await page.getByText('Changed and refused').waitFor();
}

/** @param {Page} page */
async function refuse(page) {
  await press(page, 'A number');
  await press(page, 'Open the widget');
  await page.getByText('Something went wrong').waitFor();
  await press(page, 'A broken token');
  await page.getByText('token must expire at most 600 s after it was issued, not 3600 s.').waitFor();
}

/**
 * `at` selects the element to scroll to the top.
 *
 * @type {{
 *   name: string,
 *   colorScheme: 'light' | 'dark',
 *   viewport: typeof WIDE,
 *   at?: string,
 *   act: (page: Page) => Promise<void>,
 * }[]}
 */
const PICTURES = [
  { name: 'light', colorScheme: 'light', viewport: WIDE, act: openAndVisit },
  { name: 'light-flow', colorScheme: 'light', viewport: WIDE, at: '#flow', act: openAndVisit },
  { name: 'light-too-large', colorScheme: 'light', viewport: WIDE, act: (page) => press(page, 'Too large') },
  { name: 'dark-opened', colorScheme: 'dark', viewport: WIDE, at: '#opened', act: openAndVisit },
  { name: 'dark-refused', colorScheme: 'dark', viewport: WIDE, at: '#opened', act: refuse },
  { name: 'narrow', colorScheme: 'light', viewport: NARROW, act: openAndVisit },
  { name: 'narrow-dark', colorScheme: 'dark', viewport: NARROW, act: (page) => press(page, 'Too large') },
];

mkdirSync(FOLDER, { recursive: true });
const playground = await startPlayground();
const browser = await launchBrowser();
try {
  for (const { name, colorScheme, viewport, at = 'body', act } of PICTURES) {
    const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' });
    await page.goto(playground.address);
    await page.getByText('"Jane@example.com"').waitFor();
    await act(page);
    await page.mouse.move(0, 0);
    await page.evaluate((selector) => {
      document.querySelector(selector)?.scrollIntoView();
    }, at);
    await page.screenshot({ path: `${FOLDER}${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await playground.stop();
}
