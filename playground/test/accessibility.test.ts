// Accessibility: axe finds no violations in any state, in light and dark mode; the keyboard is enough; the
// page fits 360 pixels; nothing moves if the user prefers reduced motion.

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { it, openPage, press, row, rows, type Visit } from './fixtures.js';
import { WINDOWS } from './views.js';

/** The states of the page, each with the steps that lead to it. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  'after it has loaded': () => Promise.resolve(),
  'with a number as a value': (page) => press(page, 'A number'),
  'with invalid keys': (page) => press(page, 'Invalid keys'),
  'with invalid JSON': async (page) => {
    await page.getByRole('radio', { name: 'JSON' }).check();
    await page.getByRole('textbox', { name: 'Attributes as JSON' }).fill('[1');
  },
  'with a token that is too large': (page) => press(page, 'Too large'),
  'with attributes over Connect’s own limit': async (page) => {
    await row(page, 'name').value.fill('W'.repeat(40_000));
  },
  'with a value changed by the visitor': async (page) => {
    await press(page, 'Open the widget');
    await press(page, 'Change it in the browser');
    await page.getByText('Refused: the signature no longer matches.').waitFor();
    await page.getByText('The snippet this page runs').click();
  },
  'with a refused token': async (page) => {
    await press(page, 'Invalid keys');
    await press(page, 'Open the widget');
    await page.getByText('Something went wrong', { exact: true }).waitFor();
  },
  'with attributes that changed since it was opened': async (page) => {
    await press(page, 'Open the widget');
    await press(page, 'Change it in the browser');
    await page.getByText('Refused: the signature no longer matches.').waitFor();
    await press(page, 'A number');
    await page.locator('#rows > li').last().scrollIntoViewIfNeeded();
  },
  'with a value of each type': async (page) => {
    await row(page, 'name').kind.selectOption('Yes/No');
    await row(page, 'memberID').kind.selectOption('Number');
    await row(page, 'email').kind.selectOption('Empty');
  },
  'with many long attributes': async (page) => {
    const many = Array.from({ length: 60 }, (_, index) => [`attributeNumber${index}`, 'long '.repeat(30)]);
    await page.getByRole('radio', { name: 'JSON' }).check();
    await page
      .getByRole('textbox', { name: 'Attributes as JSON' })
      .fill(JSON.stringify(Object.fromEntries(many)));
  },
  'with an inspected token': async (page) => {
    await press(page, 'A broken token');
    await page.locator('#inspection .issue').first().waitFor();
  },
};

/** The states of the page without a server. */
const STATIC_STATES: Record<string, (page: Page) => Promise<void>> = {
  'after it has loaded': () => Promise.resolve(),
  'with attributes that no server would sign': (page) => press(page, 'Invalid keys'),
  'with the code for a number': async (page) => {
    await press(page, 'A number');
    await page.getByRole('radio', { name: 'Lambda' }).check();
  },
  'with an inspected token': async (page) => {
    await press(page, 'A broken token');
    await page.locator('#inspection .issue').first().waitFor();
  },
};

/** Checks the state of the page with axe in light and in dark mode, and that it fits its window. */
async function checkState({ page }: Visit): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const results = await axe.run(document, { resultTypes: ['violations'] });
      return results.violations.map(({ id, nodes }) => ({
        id,
        where: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
      }));
    });
    expect(violations, colorScheme).toEqual([]);
  }
  const wider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const outside = [...document.body.querySelectorAll<HTMLElement>('main *')].filter((element) => {
      const { right, left, width } = element.getBoundingClientRect();
      return width > 1 && (right > innerWidth + 0.5 || left < -0.5);
    });
    // Text can also overflow its own box, unless the box scrolls.
    const cut = [
      ...document.querySelectorAll<HTMLElement>('p, li, td, th, pre, code, h2, h3, dt, dd, label, summary'),
    ].filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        !element.matches('.visually-hidden') &&
        getComputedStyle(element).display !== 'inline' &&
        element.tabIndex !== 0,
    );
    return {
      scrollWidth: scrollWidth - clientWidth,
      elements: [...outside, ...cut].map(({ outerHTML }) => outerHTML.slice(0, 120)),
    };
  });
  expect(wider).toEqual({ scrollWidth: 0, elements: [] });
}

describe.each(Object.entries(WINDOWS))('axe finds nothing in light or dark mode %s', (_window, viewport) => {
  it.for(Object.entries(STATES))('and all fits, %s', async ([, act], { browser, playground }) => {
    const { visit, finish } = await openPage(browser, playground.address, { viewport });
    visit.allow(/500 \(Internal Server Error\)/);
    await act(visit.page);
    await checkState(visit);
    await finish();
  });

  it.for(Object.entries(STATIC_STATES))(
    'and all fits in the page without a server, %s',
    async ([, act], { browser, built }) => {
      const { visit, finish } = await openPage(browser, built.address, { viewport });
      await act(visit.page);
      await checkState(visit);
      await finish();
    },
  );
});

describe('the keyboard', () => {
  /** Presses Tab until the element has the focus, and checks that each stop on the way is visible. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let stops = 0; stops < 60; stops += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(readStop);
      expect(stop).toMatchObject({ outline: 'solid', isSeen: true });
      if (stop.name.startsWith(name)) return;
    }
    throw new Error(`Tab does not reach ${name}.`);
  }

  /** Runs in the page, so it must not use anything outside itself. */
  function readStop(): { name: string; outline: string; isSeen: boolean } {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) throw new Error('no element has the focus');
    // A radio button is drawn as the text next to it.
    const drawn = element.matches('.switch input') ? (element.nextElementSibling ?? element) : element;
    const { left, top, width, height } = drawn.getBoundingClientRect();
    const uppermost = document.elementFromPoint(left + width / 2, top + height / 2);
    const text = element.closest('label')?.textContent ?? element.innerText;
    return {
      name: element.getAttribute('aria-label') ?? text.trim(),
      outline: getComputedStyle(drawn).outlineStyle,
      isSeen: uppermost !== null && (uppermost === element || drawn.contains(uppermost)),
    };
  }

  it('is enough to edit attributes, copy the block, open the widget and inspect a token', async ({
    visit: { page },
  }) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Form');
    await tabTo(page, 'Add an attribute');
    await page.keyboard.press('Enter');
    await page.keyboard.type('plan');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('gold');
    expect(await rows(page).count()).toBe(6);

    await tabTo(page, 'Remove plan');
    await tabTo(page, 'The snippet this page runs');
    await page.keyboard.press('Enter');
    expect(await page.locator('#snippet').isVisible()).toBe(true);
    await tabTo(page, 'Copy');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#copied').innerText()).toBe('Copied.');
    await page.locator('.skip').focus();
    await tabTo(page, 'Open the widget');
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('#claims').innerText()).toContain('"plan": "gold"');

    await page.locator('#flow').evaluate((section) => {
      // Continue there, as a reader who moves by headings does.
      getSelection()?.selectAllChildren(section);
    });
    await tabTo(page, 'Attribute');
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByText('Refused: the signature no longer matches.').waitFor();
    await tabTo(page, 'A broken token');
    await page.keyboard.press('Enter');
    await page.locator('#inspection .issue').first().waitFor();
    await tabTo(page, 'Check it with');
  });

  it('switches from the form to JSON with an arrow key, and has one Tab stop in the size bar', async ({
    visit: { page },
  }) => {
    const segments = page.locator('#segments button');
    expect(
      await segments.evaluateAll((all) => all.map((segment) => (segment as HTMLElement).tabIndex)),
    ).toEqual([0, -1, -1, -1, -1, -1]);
    await page.getByRole('radio', { name: 'Form' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('textbox', { name: 'Attributes as JSON' }).isVisible()).toBe(true);
  });
});

describe('a transition with prefers-reduced-motion', () => {
  it.for([
    ['reduce', '0s'],
    ['no-preference', '0.16s'],
  ] as const)('set to %s takes %s', async ([reducedMotion, duration], { browser, playground }) => {
    const { visit, finish } = await openPage(browser, playground.address, { reducedMotion });
    const taken = await visit.page
      .locator('#segments button')
      .first()
      .evaluate((element) => getComputedStyle(element).transitionDuration);
    expect(taken).toBe(duration);
    await finish();
  });
});
