// The windows in which the page is checked.

import type { BrowserContextOptions } from 'playwright-core';

const DESKTOP = { width: 1240, height: 900 };
const PHONE = { width: 360, height: 740 };

export const WINDOWS = { 'on a desktop': DESKTOP, 'at 360 pixels': PHONE } as const;

/** The width from which the page has two columns, and no thin bar. */
export const isPhone = ({ viewport }: BrowserContextOptions): boolean => viewport === PHONE;

export const VIEWS: readonly (readonly [name: string, BrowserContextOptions])[] = (
  ['light', 'dark'] as const
).flatMap((colorScheme) =>
  Object.entries(WINDOWS).map(
    ([name, viewport]) => [`${colorScheme}, ${name}`, { colorScheme, viewport }] as const,
  ),
);
