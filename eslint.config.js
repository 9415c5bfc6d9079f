import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * What the files of each folder in src may import. Dependencies have one direction:
 *
 *     cli -> verify, token      handler -> token      verify, token -> rules -> lib -> errors
 *
 * Only two files know jose, and no other file in src imports a package.
 *
 * @type {[file: string, allowed: string[]][]}
 */
const MAY_IMPORT = [
  ['src/errors.ts', []],
  ['src/lib/*.ts', ['./*', '../errors.js']],
  ['src/rules/*.ts', ['./*', '../lib/*', '../errors.js']],
  ['src/token/*.ts', ['./*', '../rules/*', '../lib/*', '../errors.js']],
  ['src/token/create.ts', ['./*', '../rules/*', '../lib/*', '../errors.js', 'jose/jws/compact/sign']],
  ['src/verify/*.ts', ['./*', '../rules/*', '../lib/*', '../errors.js']],
  ['src/verify/signature.ts', ['./*', '../rules/*', '../lib/*', '../errors.js', 'jose/jws/compact/verify']],
  ['src/handler/*.ts', ['./*', '../token/*', '../rules/*', '../lib/*', '../errors.js']],
  [
    'src/cli/*.ts',
    ['./*', '../verify.js', '../index.js', '../rules/*', '../lib/*', '../errors.js', 'node:*'],
  ],
  [
    'src/cli/check/*.ts',
    ['./*', '../*', '../../verify.js', '../../rules/*', '../../lib/*', '../../errors.js', 'node:*'],
  ],
  ['src/index.ts', ['./token/*', './rules/*', './errors.js']],
  ['src/verify.ts', ['./verify/*', './rules/*']],
  ['src/handler.ts', ['./handler/*']],
];

/** @param {string} path */
const toRegex = (path) => path.replaceAll('.', '\\.').replace('*', '[\\w/-]+(\\.js)?');

/** @type {import('eslint').Linter.Config[]} */
const importRules = MAY_IMPORT.map(([file, allowed]) => ({
  files: [file],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(?!(${allowed.map(toRegex).join('|')})$)`,
            message: 'See MAY_IMPORT in eslint.config.js: dependencies in src have one direction.',
          },
        ],
      },
    ],
  },
}));

export default defineConfig(
  {
    ignores: [
      'dist',
      'coverage',
      '.stryker',
      'test/matrix/.projects',
      'bench/.builds',
      '**/.next',
      '**/.wrangler',
      '**/.svelte-kit',
      '**/.react-router',
      'examples/*/build',
      'examples/*/dist',
      '**/cdk.out',
      '**/next-env.d.ts',
      'playground/dist',
      // Amazon's snippet, unchanged.
      'playground/page/snippet.js',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number in a message needs no String(…), which only makes the code harder to read.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The compiler checks globals, in JavaScript files too.
      'no-undef': 'off',
    },
  },
  importRules,
  {
    // Its imports are installed only when the matrix runs, so their types are not known.
    files: ['test/matrix/**'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Their imports are not installed here. test/endpoint installs them and compiles the TypeScript examples.
    files: ['examples/**', 'test/endpoint/servers/**', 'test/endpoint/control-flow/**'],
    extends: [tseslint.configs.disableTypeChecked],
    // A module of NestJS is an empty class.
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    // They replace typed values with untyped ones.
    files: ['test/faults/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
