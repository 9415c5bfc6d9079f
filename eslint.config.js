import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

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
      '**/next-env.d.ts',
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
  {
    // Its imports are installed only when the matrix runs, so their types are not known.
    files: ['test/matrix/**'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Their imports are not installed here. test/endpoint installs them and compiles the TypeScript examples.
    files: ['examples/**'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // They replace typed values with untyped ones.
    files: ['test/faults/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
