// The page without a server, as `npm run playground:build` wrote it: it checks, shows a server's code, signs
// nothing and sends nothing.

import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createWidgetToken, estimateTokenSize } from 'amazon-connect-widget-token';
import { describe, expect } from 'vitest';
import { serveBuilt } from '../drive.js';
import { BUILT } from '../html.js';
import { EXAMPLES } from '../page/examples.js';
import { serverCode } from '../page/server-code.js';
import { it as base, openPage, press, row, SECRET, seen } from './fixtures.js';

/** As long as the ids of the Connect console. */
const WIDGET_ID = '0'.repeat(36);

const ATTRIBUTES = Object.fromEntries((EXAMPLES[0]?.rows ?? []).map(({ key, text }) => [key, text]));

/** The page in a folder of a host: `openPage` fails the test for a request outside of it. */
const it = base.extend('visit', async ({ built, browser }, { onCleanup }) => {
  const { visit, finish } = await openPage(browser, built.address);
  onCleanup(finish);
  return visit;
});

describe('the folder', () => {
  it('has only relative paths, and one strict Content-Security-Policy that allows no request', () => {
    const html = readFileSync(`${BUILT}index.html`, 'utf8');
    const paths = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !/^(style\/)?\w+\.(css|js|svg)$/.test(path))).toEqual([]);
    const policies = [...html.matchAll(/Content-Security-Policy"\s+content="([^"]*)"/g)].map(
      ([, policy]) => policy,
    );
    expect(policies).toEqual([
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'",
    ]);
    expect(html).not.toMatch(/<!--|<script>|style="/);
  });

  it('has only what the page loads', async ({ built, visit: { page } }) => {
    await page.locator('#server-code').waitFor();
    const loaded = new Set(built.requests.map((path) => path.replace('/some/folder/', '')));
    const files = readdirSync(BUILT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll(/\/+/g, '/').replace(BUILT, ''));
    expect([...loaded].map((path) => path || 'index.html').sort()).toEqual(files.sort());
  });
});

describe('the page without a server', () => {
  it('lists what is wrong with a pasted token, and does not check its signature', async ({
    visit: { page },
  }) => {
    await press(page, 'A broken token');
    const codes = page.locator('#inspection .error-code');
    await expect
      .poll(() => codes.allInnerTexts())
      .toEqual([
        'ERR_TOKEN_WIDGET_ID',
        'ERR_TOKEN_LIFETIME',
        'ERR_TOKEN_EXPIRED',
        'ERR_ATTRIBUTE_VALUE_NOT_STRING',
      ]);
    const token = await createWidgetToken({ widgetId: WIDGET_ID, secret: SECRET, attributes: ATTRIBUTES });
    await page.getByRole('textbox', { name: 'Paste a token' }).fill(JSON.stringify({ data: token }));
    const inspection = page.locator('#inspection');
    await expect.poll(() => inspection.innerText()).toContain('No problems');
    expect(await inspection.innerText()).toMatch(/Signature\s+Not checked/);
    expect(await inspection.innerText()).toContain('"Jane@example.com"');
  });

  it('measures the token for a widget id of 36 characters', async ({ visit: { page } }) => {
    const { bytes } = estimateTokenSize({ widgetId: WIDGET_ID, attributes: ATTRIBUTES });
    expect(await seen(page.locator('#size-bytes'))).toBe(String(bytes));
    await press(page, 'Too large');
    expect(await seen(page.locator('#verdict'))).toContain('the widget would not open');
    expect(await page.getByRole('button', { name: /^Open/ }).count()).toBe(0);
  });

  it('shows the code of a server for exactly these attributes, and copies it', async ({
    visit: { page },
  }) => {
    const block = page.locator('#server-code');
    expect(await page.locator('#server').innerText()).toContain(
      'This page does not sign, and no page should',
    );
    for (const [name, server] of [
      ['Express', 'express'],
      ['Lambda', 'lambda'],
      ['Fetch', 'fetch'],
    ] as const) {
      await page.getByRole('radio', { name }).check();
      expect(await block.innerText()).toBe(serverCode(server, ATTRIBUTES, WIDGET_ID));
      await press(page, 'Copy the code');
      await expect.poll(() => page.locator('#copied-server').innerText()).toBe('Copied.');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await block.innerText());
    }
    await row(page, 'name').value.fill('June');
    expect(await block.innerText()).toContain("name: 'June',");
    await press(page, 'A number');
    expect(await block.innerText()).toContain('stringifyAttributes({');
    for (const example of ['Invalid keys', 'Too large']) {
      await press(page, example);
      expect(await block.isVisible()).toBe(false);
      expect(await seen(page.locator('#server-problem'))).toBe(
        'Your server would refuse these attributes. Fix them first.',
      );
      expect(await page.getByRole('button', { name: 'Copy the code' }).isDisabled()).toBe(true);
    }
  });

  it('has no field for a key, and keeps nothing', async ({ visit: { page } }) => {
    const fields = await page
      .locator('input, textarea, select')
      .evaluateAll((all) =>
        all.map(
          (field) => `${field.getAttribute('type') ?? ''} ${field.closest('label, div')?.textContent ?? ''}`,
        ),
      );
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((text) => /password|secret|security|security key/i.test(text))).toEqual([]);
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(kept).toEqual([0, 0, '']);
  });

  it('can send no request, as its Content-Security-Policy allows none', async ({
    visit: { page, allow },
  }) => {
    allow(/Content Security Policy/);
    const violated = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            resolve(effectiveDirective);
          });
        }),
    );
    const fetched = await page.evaluate(() => fetch('index.html').then(String, () => 'refused'));
    expect([await violated, fetched]).toEqual(['connect-src', 'refused']);
  });

  it('works at the root of a host, and opened as a file', async ({ browser }) => {
    const root = await serveBuilt('/');
    for (const address of [root.address, pathToFileURL(BUILT).href]) {
      const path = address.startsWith('file:') ? `${address}index.html` : address;
      const context = await browser.newContext();
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', (message) => errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(path);
      await press(page, 'A broken token');
      await expect.poll(() => page.locator('#inspection .issue').count()).toBe(4);
      expect(errors).toEqual([]);
      await context.close();
    }
    await root.stop();
  });

  it('says what to do where the browser offers no WebCrypto', async ({ browser, built }) => {
    const address = built.address.replace('127.0.0.1', 'static.example');
    const { visit, finish } = await openPage(browser, address);
    await press(visit.page, 'A broken token');
    await expect
      .poll(() => visit.page.locator('#inspection').innerText())
      .toMatch(/^The browser offers WebCrypto only to pages .* Open this page by its https: address\.$/);
    await finish();
  });
});
