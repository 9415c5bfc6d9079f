// "Open the widget": the documented snippet gets a token from the endpoint; the page shows the result, what a
// flow reads, and what happens when a visitor changes a value in the browser.

import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect } from 'vitest';
import { AMAZONS_CALLBACK } from '../../test/support/snippet.js';
import { startPlayground } from '../drive.js';
import { it, openPage, press, row, SECRET, WIDGET_ID } from './fixtures.js';

describe('the snippet', () => {
  it('is the documented one, unchanged, and the page shows it', async ({ visit: { page } }) => {
    const served = await page.evaluate(async () => (await fetch('/snippet.js')).text());
    expect(served).toContain(AMAZONS_CALLBACK);
    expect(served).toContain(`'amazon_connect', "${WIDGET_ID}"`);
    await page.getByText('The snippet this page runs').click();
    expect(await page.locator('#snippet').innerText()).toBe(served.trimEnd());
  });
});

describe('the widget', () => {
  it('opens with the attributes as typed, and shows the header, the claims and the time left', async ({
    visit: { page },
  }) => {
    await row(page, 'name').value.fill('Zoë 🦉');
    const answered = page.waitForResponse('**/token');
    await press(page, 'Open the widget');
    const response = await answered;
    expect(response.status()).toBe(200);
    expect(response.headers()).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json',
    });
    const { data } = (await response.json()) as { data: string };
    const verified = await verifyWidgetToken(data, { widgetId: WIDGET_ID, secret: SECRET });
    expect(verified.attributes).toMatchObject({ name: 'Zoë 🦉', age: '45' });

    await page.getByRole('heading', { name: 'Result' }).waitFor();
    expect(JSON.parse(await page.locator('#claims').innerText())).toEqual(verified);
    expect(JSON.parse(await page.locator('#header').innerText())).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(await page.getByRole('timer').innerText()).toMatch(/^8:(20|1\d)$/);
    expect(await page.locator('#life-note').innerText()).toMatch(/^left of 500 s\. Issued at /);
    await expect
      .poll(() => page.locator('#live').innerText())
      .toBe('The widget is open. The token is valid for 500 s.');
  });

  it('counts down the time left, and says when the token has expired', async ({ visit: { page } }) => {
    await page.clock.install();
    await press(page, 'Open the widget');
    const timer = page.getByRole('timer');
    await timer.waitFor();
    await page.clock.fastForward(100_000);
    await expect.poll(() => timer.innerText()).toMatch(/^6:(40|3\d)$/);
    const whole = await page.locator('.life-bar').boundingBox();
    const left = await page.locator('#life-left').boundingBox();
    expect((left?.width ?? 0) / (whole?.width ?? 1)).toBeCloseTo(0.8, 1);
    await page.clock.fastForward(400_000);
    await expect.poll(() => timer.innerText()).toBe('Expired');
    expect(await page.locator('#life-note').innerText()).toContain('Connect now answers 401 to this token.');
    await page.clock.fastForward(2_000);
    await expect.poll(() => page.locator('#live').innerText()).toBe('The token has expired.');
  });

  it('reads the fields again each time it opens', async ({ visit: { page } }) => {
    await press(page, 'Open the widget');
    await expect.poll(() => page.locator('#claims').innerText()).toContain('"Jane"');
    await row(page, 'name').value.fill('June');
    await press(page, 'Open the widget');
    await expect.poll(() => page.locator('#claims').innerText()).toContain('"June"');
  });

  it.for([
    ['a number', 'A number', 'ERR_ATTRIBUTE_VALUE_NOT_STRING'],
    ['invalid keys', 'Invalid keys', 'ERR_ATTRIBUTE_KEY_INVALID'],
    ['a token that is too large', 'Too large', 'ERR_TOKEN_TOO_LARGE'],
  ] as const)(
    'says “Something went wrong” for %s, and the page shows the reason from the server’s log',
    async ([, example, code], { visit }) => {
      const { page, allow } = visit;
      allow(/500 \(Internal Server Error\)/);
      await press(page, 'Open the widget');
      await page.getByRole('timer').waitFor();
      await press(page, example);
      const answered = page.waitForResponse('**/token');
      await press(page, 'Open the widget');
      expect(await (await answered).json()).toEqual({ error: 'token_unavailable' });
      await page.getByText('Something went wrong', { exact: true }).waitFor();
      expect(await page.locator('#refused-issues').innerText()).toContain(code);
      // Nothing is left of the widget that was open before.
      expect(await page.getByRole('timer').isVisible()).toBe(false);
      expect(await page.locator('#flow').isVisible()).toBe(false);
    },
  );

  it('does not open with attributes that are not valid JSON', async ({ visit: { page, allow } }) => {
    allow(/500 \(Internal Server Error\)/);
    await page.getByRole('radio', { name: 'JSON' }).check();
    await page.getByRole('textbox', { name: 'Attributes as JSON' }).fill('{"name": ');
    await press(page, 'Open the widget');
    await expect
      .poll(() => page.locator('#refused-issues').innerText())
      .toContain('ERR_ATTRIBUTES_NOT_OBJECT');
  });

  it('reports an endpoint that answers without the token that the snippet reads', async ({ visit }) => {
    const { page } = visit;
    const message = page.locator('#refused-issues .message');
    const noToken =
      'authenticate did not pass a token to the widget. The endpoint must answer {"data": "<token>"}. Check its response in the browser’s network panel.';
    await page.route('**/token', (route) => route.fulfill({ json: { token: 'x.y.z' } }));
    await press(page, 'Open the widget');
    await expect.poll(() => message.innerText()).toBe(noToken);
    // If the response is not JSON, the snippet never calls the callback.
    await page.route('**/token', (route) => route.fulfill({ body: '<html>' }));
    visit.allow(/is not valid JSON/);
    await page.clock.install();
    await press(page, 'Open the widget');
    await expect
      .poll(async () => {
        await page.clock.fastForward(5_000);
        return page.getByRole('button', { name: 'Open the widget' }).getAttribute('aria-busy');
      })
      .toBeNull();
    await expect.poll(() => message.innerText()).toBe(noToken);
  });

  it('says how to start the server again when it has stopped', async ({ browser }) => {
    const playground = await startPlayground();
    const { visit, finish } = await openPage(browser, playground.address);
    visit.allow(/ERR_CONNECTION_REFUSED/);
    await playground.stop();
    await press(visit.page, 'Open the widget');
    await expect
      .poll(() => visit.page.locator('#refused-issues .message').allInnerTexts())
      .toEqual(['Failed to fetch. If the server has stopped, start it again: npm run playground.']);
    expect(
      await visit.page.getByRole('button', { name: 'Open the widget' }).getAttribute('aria-busy'),
    ).toBeNull();
    await finish();
  });
});

describe('a flow', () => {
  it('reads each attribute by two paths, signed and passed by contactAttributes', async ({
    visit: { page },
  }) => {
    await press(page, 'Open the widget');
    const paths = page.getByRole('table').getByRole('row');
    await expect.poll(() => paths.count()).toBe(6);
    const cells = await paths.nth(2).getByRole('cell').allInnerTexts();
    expect(cells.map((cell) => cell.split('\n'))).toEqual([
      ['$.Attributes.memberID', '123456789'],
      ['$.Attributes.HostedWidget-memberID', '123456789'],
    ]);
  });

  it('reads a visitor’s change from contactAttributes, but not from the signed token', async ({
    visit: { page },
  }) => {
    await press(page, 'Open the widget');
    await page.getByRole('combobox', { name: 'Attribute', exact: true }).selectOption('isPremiumUser');
    await page.getByRole('textbox', { name: 'New value' }).fill('fälschung');
    await press(page, 'Change it in the browser');
    const cells = page.getByRole('row').filter({ hasText: 'isPremiumUser' }).getByRole('cell');
    await expect.poll(() => cells.nth(1).innerText()).toContain('fälschung');
    await expect.poll(() => cells.nth(0).innerText()).toContain('Refused: the signature no longer matches.');
    expect(await cells.nth(0).innerText()).not.toContain('fälschung');

    // Setting the same value changes nothing, so nothing is refused.
    await page.getByRole('textbox', { name: 'New value' }).fill('true');
    await press(page, 'Change it in the browser');
    await expect.poll(() => cells.nth(1).innerText()).not.toContain('Changed');
    expect(await cells.nth(0).innerText()).not.toContain('Refused');
  });
});

describe('the stand-in', () => {
  it('accepts the documented calls before and after it loads, and warns about any other call', async ({
    visit,
  }) => {
    visit.allow(/does not know this field: authentiate/);
    const warned = visit.page.waitForEvent('console');
    await visit.page.evaluate(() => {
      const { amazon_connect: call } = window as unknown as { amazon_connect: (...call: unknown[]) => void };
      call('customDisplayNames', { transcriptHeader: {} });
      call('authentiate', () => undefined);
    });
    expect((await warned).text()).toContain('authentiate');
  });
});
