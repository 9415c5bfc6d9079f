// docs/errors.md has every code, and each of its examples prints what is below it.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as root from 'amazon-connect-widget-token';
import * as handler from 'amazon-connect-widget-token/handler';
import * as verify from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/examples.js';
import { SECRET, WIDGET_ID } from '../support/helpers.js';

const PAGE = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');
const SOURCE = readFileSync(join(ROOT, 'src', 'errors.ts'), 'utf8');

const CODES = [...SOURCE.matchAll(/^ {2}\| '(ERR_\w+)'/gm)].map(([, code = '']) => code);

/** These need another runtime. */
const WITHOUT_EXAMPLE = ['ERR_BROWSER', 'ERR_NO_WEBCRYPTO'];

const NOW = 1_767_225_600;

/** Signs any claims, as a library that checks nothing. */
function sign(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, key: string = SECRET): string {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

type Run = (...values: unknown[]) => Promise<{ issues?: root.Issue[] } | undefined>;

/** The issues that an example throws, returns or reports. */
async function issuesOf(code: string): Promise<root.Issue[]> {
  const issues: root.Issue[] = [];
  const onError = (error: unknown): void => {
    issues.push(...(error as root.WidgetTokenError).issues);
  };
  const names = {
    ...root,
    ...handler,
    ...verify,
    widgetId: WIDGET_ID,
    secret: SECRET,
    sign,
    now: NOW,
    currentDate: new Date(NOW * 1000),
    onError,
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it runs the code of our own page
  const run = new Function(
    ...Object.keys(names),
    `return (async () => ${code.replace(/;\s*$/, '')})()`,
  ) as Run;
  try {
    issues.push(...((await run(...Object.values(names)))?.issues ?? []));
  } catch (error) {
    onError(error);
  }
  return issues;
}

const sections = PAGE.split(/^### `/m)
  .slice(1)
  .map((section) => {
    const [, example = '', output = ''] = /^```js\n(.*?)^```\n\n```text\n(.*?)^```$/ms.exec(section) ?? [];
    return { code: section.slice(0, section.indexOf('`')), example, output };
  });

describe('docs/errors.md', () => {
  it('has each code once', () => {
    expect(CODES.length).toBeGreaterThan(30);
    expect(sections.map(({ code }) => code).sort()).toEqual(CODES.sort());
  });

  it.each(sections.filter(({ code }) => !WITHOUT_EXAMPLE.includes(code)))(
    'prints the messages of an example with $code',
    async ({ code, example, output }) => {
      const issues = await issuesOf(example);
      expect(issues.map(({ message }) => message)).toEqual(output.trimEnd().split('\n'));
      expect(issues[0]?.code).toBe(code);
    },
  );
});
