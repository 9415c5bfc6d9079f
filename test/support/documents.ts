// The pages of the documentation: their code, their links and their headings.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './examples.js';

/** README, SECURITY and the pages in docs/, without the generated docs/api. */
export const PAGES = [
  'README.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Every Markdown file of the repository. */
export function allMarkdown(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.trim().split('\n');
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A block of code on a page. */
export interface Block {
  /** The page and the line, as an editor opens them. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
  /** What the page says that the code prints: the `text` block that is the next one after it. */
  readonly output: string | undefined;
}

const FENCE = /^( *)```(\w*)\n([^]*?)^\1```$/gm;

/** The blocks of a page in their order. An output belongs to the block before it. */
export function blocksOf(page: string): Block[] {
  const text = read(page);
  const all = [...text.matchAll(FENCE)].map(({ 1: indent = '', 2: language = '', 3: code = '', index }) => ({
    place: `${page}:${text.slice(0, index).split('\n').length}`,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
  return all
    .map((block, index) => {
      const next = all[index + 1];
      return { ...block, output: next?.language === 'text' ? next.code : undefined };
    })
    .filter(
      ({ language }, index) => language !== 'text' || index === 0 || all[index - 1]?.language === 'text',
    );
}

/** The page without its code blocks. */
export const proseOf = (page: string): string => read(page).replace(FENCE, '');

/** The targets of the links and pictures of a page. */
export function linksOf(page: string): string[] {
  const prose = proseOf(page).replace(/`[^`\n]*`/g, '');
  const inline = prose.matchAll(/\]\(<?([^)\s>]+)>?\)/g);
  const references = prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm);
  return [...inline, ...references].map(([, target = '']) => target);
}

/** The anchors of a page: those that GitHub makes of its headings, and its own. */
export function anchorsOf(page: string): string[] {
  const own = [...proseOf(page).matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  const seen = new Map<string, number>();
  const made = [...proseOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return [...made, ...own];
}

/** Whether this was printed. In what a page shows, `…` stands for anything, on one line or on several. */
export function showsOutput(shown: string, printed: string): boolean {
  const escaped = shown.trimEnd().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('…', '[^]*?')}$`).test(printed.trimEnd());
}
