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

/** Pages and components, and what needs a rule of our own; everything else is read by oxlint (.config/oxlint.json). */
export default ts.config(
  {
    ignores: [
      'src/lib/paraglide/**',
      'build/**',
      '.svelte-kit/**',
      'node_modules/**',
      '.config/fixtures/**',
      '**/*.test.ts',
    ],
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
    // A module of plain TypeScript is read for the clock and for chance alone.
    files: ['src/lib/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...wallClock, ...chance] },
  },
  {
    files: ['src/lib/components/**/*.{ts,svelte}'],
    rules: { 'no-restricted-syntax': ['error', ...wallClock] },
  },
);
