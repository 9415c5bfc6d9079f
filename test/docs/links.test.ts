// Every link between the files of this repository leads to a file and a heading that exist.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allMarkdown, anchorsOf, linksOf, PAGES } from '../support/documents.js';
import { ROOT } from '../support/examples.js';

const files = allMarkdown();

/** The file that a link of a page leads to. */
function targetOf(page: string, link: string): string {
  const [path = ''] = link.split('#');
  return path === '' ? page : posix.join(posix.dirname(page), decodeURI(path));
}

/** Why a link leads nowhere. */
function findProblem(page: string, link: string): string | undefined {
  if (link.startsWith('https://')) return URL.canParse(link) ? undefined : 'is not a URL';
  const [, anchor] = link.split('#');
  const target = targetOf(page, link);
  if (!existsSync(join(ROOT, target))) return `leads to ${target}, which does not exist`;
  if (anchor === undefined) return undefined;
  return anchorsOf(target).includes(anchor) ? undefined : `${target} has no heading #${anchor}`;
}

describe('the links', () => {
  it.each(files)('of %s lead to something', (page) => {
    const problems = linksOf(page).flatMap((link) => {
      const problem = findProblem(page, link);
      return problem === undefined ? [] : [`${link} ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it('are found', () => {
    expect(linksOf('README.md').length).toBeGreaterThan(20);
    expect(anchorsOf('README.md')).toContain('visitors-who-are-not-signed-in');
  });
});

describe('the links in the package', () => {
  const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [pack] = JSON.parse(report) as [{ files: { path: string }[] }];
  const packed = new Set(pack.files.map(({ path }) => path));

  /** README says so, and npmjs.com finds them through the repository that package.json names. */
  const ONLY_IN_REPOSITORY = /^(?:\.github|bench|examples|fuzz|playground|test)\/|^CONTRIBUTING\.md$/;

  it.each([...packed].filter((path) => path.endsWith('.md')))(
    'of %s lead to a file of the package',
    (page) => {
      const targets = linksOf(page)
        .filter((link) => !link.startsWith('https://'))
        .map((link) => targetOf(page, link));
      expect(targets.filter((target) => !packed.has(target) && !ONLY_IN_REPOSITORY.test(target))).toEqual([]);
    },
  );
});

describe('the pages in docs/', () => {
  const docs = PAGES.filter((page) => page.startsWith('docs/'));

  it.each(docs)('are linked from README, and lead back to another page: %s', (page) => {
    expect(linksOf('README.md').map((link) => link.split('#')[0])).toContain(page);
    const others = linksOf(page).filter((link) => /^(?!https:)[\w./-]+\.md/.test(link));
    expect(others).not.toEqual([]);
  });
});
