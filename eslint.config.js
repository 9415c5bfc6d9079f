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
      // As Amazon has it.
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
      // A number in a message reads as it is; String(…) around it only makes the message harder to read.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The compiler knows the globals, also in the JavaScript here, which it checks.
      'no-undef': 'off',
    },
  },
  {
    // What it imports is there only once the matrix has installed it, so nothing is known of the types.
    files: ['test/matrix/**'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // What the examples import is not installed here. Where it is, test/endpoint compiles those in TypeScript.
    files: ['examples/**'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // It puts in the place of what has a type what has none.
    files: ['test/faults/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
