/** The house rules a tool can hold. No rule can be switched off from within a file. */
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.{ts,tsx}', '**/*.e2e.ts', 'embedded-server/testing/**', 'e2e/**'];
const configurations = ['*.config.{ts,js}', '.dependency-cruiser.cjs'];

const hexColour = '#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\\b';
const letters = '\\p{L}{2}';

const markup = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Render text, not HTML.' },
  { selector: "Property[key.name='dangerouslySetInnerHTML']", message: 'Render text, not HTML.' },
  { selector: 'MemberExpression[property.name=/^(inner|outer)HTML$/]', message: 'Set textContent, not HTML.' },
  { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: 'Set textContent, not HTML.' },
];
const colours = [
  { selector: `Literal[value=/${hexColour}/]`, message: 'Colours live in tokens.css; name the token.' },
  { selector: `TemplateElement[value.raw=/${hexColour}/]`, message: 'Colours live in tokens.css; name the token.' },
];
const exportsByName = [{ selector: 'ExportDefaultDeclaration', message: 'Export by name.' }];
const barrels = [{ selector: 'ExportAllDeclaration', message: 'Import from the file that has it.' }];
const shownText = [
  { selector: `JSXText[value=/${letters}/u]`, message: 'Text people see belongs in the catalogues.' },
  {
    selector: `JSXAttribute[name.name=/^(label|title|placeholder|alt|description|aria-label)$/] > Literal[value=/${letters}/u]`,
    message: 'Text people see belongs in the catalogues.',
  },
];

export default defineConfig(
  { ignores: ['out/', 'dist/', 'node_modules/', '.cache/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs,js,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: {
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, IIFEs: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-syntax': ['error', ...exportsByName, ...barrels, ...markup, ...colours],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.core.json', 'tsconfig.main.json', 'tsconfig.renderer.json', 'tsconfig.e2e.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // The router's way to send somebody elsewhere is to throw a redirect.
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // Speaks about a compiler that is not used here.
      'react-hooks/incompatible-library': 'off',
      'no-restricted-syntax': ['error', ...exportsByName, ...barrels, ...markup, ...colours, ...shownText],
    },
  },
  {
    // The core speaks through its loggers, the console through the page.
    files: ['embedded-server/**/*.ts', 'src-renderer/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    // Tables of cases and lists of words are long without being hard to read.
    files: [...tests, '**/locales/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: tests,
    rules: { 'no-restricted-syntax': ['error', ...exportsByName, ...barrels] },
  },
  {
    files: configurations,
    rules: { 'no-restricted-syntax': ['error', ...barrels, ...colours] },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: globals.node },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
