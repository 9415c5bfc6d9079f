// README is short, and its tables and its callback for the page are right. test/package/readme.test.ts runs its code.

import * as root from 'amazon-connect-widget-token';
import * as handler from 'amazon-connect-widget-token/handler';
import * as verify from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_EXPIRES_IN_SECONDS,
  MAX_EXPIRES_IN_SECONDS,
  MAX_TOKEN_BYTES,
} from '../../src/rules/limits.js';
import { anchorsOf, blocksOf, linksOf, proseOf, read } from '../support/documents.js';
import { callbackOf, openWidget } from '../support/snippet.js';

const README = read('README.md');
const blocks = blocksOf('README.md');

/** The text of a section, without its heading. */
function section(title: string): string {
  const [, text = ''] = README.split(`\n## ${title}\n`);
  return text.split('\n## ')[0] ?? '';
}

describe('README', () => {
  it('has at most 200 lines, and 1300 words outside code', () => {
    const words = proseOf('README.md')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
    expect(words.length).toBeLessThanOrEqual(1300);
  });

  it('begins with a call of at most six lines', () => {
    const first = blocks.find(({ language }) => language === 'js');
    expect(first?.code).toContain('createWidgetToken({');
    expect(first?.code.trimEnd().split('\n').length).toBeLessThanOrEqual(6);
  });

  it('lists its sections in the contents', () => {
    const [, contents = ''] = /\*\*Contents:\*\* ([^]*?)\n\n/.exec(README) ?? [];
    const listed = [...contents.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
    const [, , ...sections] = anchorsOf('README.md'); // after the title and the first example
    expect(listed).toEqual(sections);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    const named = [...README.matchAll(/npm (?:run ([\w:]+)|(test))/g)].map(
      ([, run, test]) => run ?? test ?? '',
    );
    expect(new Set(named)).toEqual(new Set(['playground', 'demo', 'test']));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});

describe("README's tables", () => {
  it('have every function, with the import that exports it', () => {
    const rows = [...section('Functions').matchAll(/^\| (?:`([\w/-]+)`)? *\| `(\w+)` /gm)];
    let from = '';
    const listed = rows.map(([, entry = from, name]) => `${(from = entry)} ${name}`);
    const entries = { '': root, '/handler': handler, '/verify': verify };
    const exported = Object.entries(entries).flatMap(([entry, exports]) =>
      Object.keys(exports).map((name) => `amazon-connect-widget-token${entry} ${name}`),
    );
    const functions = exported.filter((name) => !name.endsWith('WidgetTokenError'));
    expect(listed.sort()).toEqual(functions.sort());
    expect(section('Functions')).toContain('`WidgetTokenError`');
  });

  it('have the limits of the source', () => {
    const limits = section('Limits');
    expect(limits.match(/^\| (?!what|-)/gm)).toHaveLength(5);
    expect(limits).toContain(`${MAX_TOKEN_BYTES / 2} characters, for about 2200 bytes of claims; `);
    expect(limits).toContain(`Amazon counts the characters as ${MAX_TOKEN_BYTES} bytes`);
    expect(limits).toContain(`1 to ${MAX_EXPIRES_IN_SECONDS} seconds; ${DEFAULT_EXPIRES_IN_SECONDS} if`);
  });

  it('have each status of Connect once, and those of the endpoint', () => {
    const rows = [...section('Something went wrong').matchAll(/^\| (\d+ from \S+)/gm)].map(([, row]) => row);
    const connect = ['400', '401', '404', '500'].map((status) => `${status} from Connect`);
    expect(rows).toEqual([...connect, ...['401', '403', '500'].map((status) => `${status} from \`/token\``)]);
  });
});

it('README has the times that bench/RESULTS.md has for Node.js 20', () => {
  const steady = read('bench/RESULTS.md').split('### Steady')[1] ?? '';
  const timeOf = (contestant: string): number =>
    // The median, after the lower quartile.
    Math.round(
      Number(new RegExp(`^\\| ${contestant} [\\d.]+ +\\| +[\\d.]+, ([\\d.]+)`, 'm').exec(steady)?.[1]),
    );
  const text = section('Speed and security').replaceAll('\n', ' ');
  expect(text).toContain(`A token took ${timeOf('amazon-connect-widget-token')} microseconds`);
  expect(text).toContain(`with jose, as documented, ${timeOf('jose, as documented')}.`);
});

describe("README's callback", () => {
  const callback = callbackOf('README.md');
  const answer =
    (body: string | null, status = 200) =>
    () =>
      Promise.resolve(new Response(body, { status }));

  it('passes the token to the widget, and asks with cookies', async () => {
    const asked: unknown[] = [];
    const opened = await openWidget(callback, (...request) => {
      asked.push(request);
      return answer('{"data":"the token"}')();
    });
    expect(opened).toEqual({ passed: ['the token'], logged: [] });
    expect(asked).toEqual([['/token', { credentials: 'include' }]]);
  });

  it.each([
    ['401 of a visitor who is not signed in', 401, null],
    ['500 of the endpoint', 500, '{"error":"token_unavailable"}'],
  ])('passes nothing to the widget, and logs the status: %s', async (_what, status, body) => {
    const opened = await openWidget(callback, answer(body, status));
    expect(opened.passed).toEqual([]);
    expect(opened.logged).toEqual([`The chat has no token: Error: /token answered ${status}`]);
  });

  it.each([
    ['a network error', () => Promise.reject(new TypeError('Failed to fetch')), 'TypeError: Failed to fetch'],
    ['a page instead of JSON', answer('<html>'), 'SyntaxError: '],
  ])('passes nothing to the widget, and logs the error: %s', async (_what, fetch, error) => {
    const opened = await openWidget(callback, fetch);
    expect(opened.passed).toEqual([]);
    expect(opened.logged).toEqual([expect.stringContaining(`The chat has no token: ${error}`)]);
  });
});

it('README links to a page for every subject', () => {
  expect(linksOf('README.md')).toEqual(
    expect.arrayContaining(['docs/endpoint.md', 'docs/errors.md', 'docs/troubleshooting.md', 'SECURITY.md']),
  );
});
