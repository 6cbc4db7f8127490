import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from '../svelte.config.js';
import noRawText from './rules/no-raw-text.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const wallClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass `now` in.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pass `now` in.',
  },
  {
    selector: "MemberExpression[object.object.name='Temporal'][object.property.name='Now']",
    message: 'Pass `now` in.',
  },
];

const chance = [
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Pass the source of choices in.',
  },
];

const everyTestRuns = [
  {
    selector:
      'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo|fixme|fails|skipIf|runIf)$/]',
    message: 'Every test runs.',
  },
];

/** Of ESLint's own recommended set, what TypeScript does not already refuse. */
const faults = Object.fromEntries(
  [
    'no-async-promise-executor',
    'no-case-declarations',
    'no-cond-assign',
    'no-constant-binary-expression',
    'no-constant-condition',
    'no-debugger',
    'no-dupe-else-if',
    'no-duplicate-case',
    'no-empty',
    'no-empty-pattern',
    'no-fallthrough',
    'no-irregular-whitespace',
    'no-loss-of-precision',
    'no-misleading-character-class',
    'no-prototype-builtins',
    'no-self-assign',
    'no-sparse-arrays',
    'no-unexpected-multiline',
    'no-unreachable',
    'no-unsafe-finally',
    'no-unsafe-optional-chaining',
    'no-useless-backreference',
    'no-useless-catch',
    'no-useless-escape',
    'require-yield',
    'use-isnan',
  ].map((rule) => [rule, 'error']),
);

export default ts.config(
  {
    ignores: ['src/lib/paraglide/**', 'build/**', '.svelte-kit/**', 'node_modules/**', '.config/fixtures/**'],
  },
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    linterOptions: { noInlineConfig: true },
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { tsconfigRootDir: root },
    },
    rules: {
      ...faults,
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...everyTestRuns],
      eqeqeq: ['error', 'smart'],
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      // Carrel is served from the root of its address: there is no base path to resolve against.
      'svelte/no-navigation-without-resolve': 'off',
      // TypeScript knows which names exist, also those of the page and the worker.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Answers are read as a client of another language would read them: by name, without a type.
    files: ['src/lib/server/testing/**'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    files: ['**/*.svelte'],
    plugins: { carrel: { rules: { 'no-raw-text': noRawText } } },
    rules: {
      'carrel/no-raw-text': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      // Props are declared with `let` when one of them is bindable.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['src/lib/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everyTestRuns, ...wallClock, ...chance] },
  },
  {
    files: ['src/lib/components/**/*.{ts,svelte}'],
    rules: { 'no-restricted-syntax': ['error', ...everyTestRuns, ...wallClock] },
  },
  {
    // A forgotten await in a writer is a lost write: these folders are checked with types.
    files: ['src/lib/server/**/*.ts', 'src/lib/client/**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', extraFileExtensions: ['.svelte'] } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    // In a test a promise that nobody waits for is the one fault of these: it could not fail.
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-misused-promises': 'off', '@typescript-eslint/await-thenable': 'off' },
  },
  {
    // A suite is one function; a long one is a list of cases.
    files: ['**/*.test.ts', 'e2e/**/*.ts', 'src/lib/server/testing/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
);
