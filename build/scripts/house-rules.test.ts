/** Plants one offence per lint rule the project lives by, and looks at what no linter reads: style sheets and file names. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

function filesUnder(folder: string, ending: RegExp): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && ending.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
}

const lines = (count: number) => 'void 0;\n'.repeat(count);

const offences = [
  { rule: 'no-eval', what: 'eval', file: 'embedded-server/planted.ts', text: "eval('1');" },
  { rule: 'no-new-func', what: 'new Function', file: 'src-renderer/planted.ts', text: "export const f = new Function('return 1');" },
  { rule: '@typescript-eslint/no-explicit-any', what: 'any', file: 'embedded-server/planted.ts', text: 'export const a = (x: any) => x;' },
  { rule: 'no-restricted-syntax', what: 'a default export', file: 'embedded-server/planted.ts', text: 'export default 1;' },
  { rule: 'no-restricted-syntax', what: 'a barrel', file: 'embedded-server/planted.ts', text: "export * from './clock.ts';" },
  { rule: 'no-restricted-syntax', what: 'a colour', file: 'src-renderer/planted.ts', text: "export const red = '#d22';" },
  { rule: 'no-restricted-syntax', what: 'a colour in a template', file: 'src-main/planted.ts', text: 'export const css = `color: #aabbcc;`;' },
  { rule: 'no-restricted-syntax', what: 'HTML in JSX', file: 'src-renderer/planted.tsx', text: 'export const A = () => <p dangerouslySetInnerHTML={{ __html: x }} />;' },
  { rule: 'no-restricted-syntax', what: 'HTML in the page', file: 'src-renderer/planted.ts', text: "document.body.innerHTML = '';" },
  { rule: 'no-restricted-syntax', what: 'shown text', file: 'src-renderer/planted.tsx', text: 'export const A = () => <p>Good morning</p>;' },
  { rule: 'no-restricted-syntax', what: 'a shown label', file: 'src-renderer/planted.tsx', text: 'export const A = () => <input placeholder="Name" />;' },
  { rule: 'react-hooks/rules-of-hooks', what: 'a conditional hook', file: 'src-renderer/planted.tsx', text: 'export function A() { if (x) useState(1); return null; }' },
  { rule: '@typescript-eslint/consistent-type-imports', what: 'a type imported as a value', file: 'embedded-server/planted.ts', text: "import { A } from './a.ts'; export type B = A;" },
  { rule: '@typescript-eslint/ban-ts-comment', what: 'an ignored error', file: 'embedded-server/planted.ts', text: `// @ts-${'ignore'}\nexport const a = 1;` },
  { rule: 'no-warning-comments', what: 'a note for later', file: 'embedded-server/planted.ts', text: ['// TO', 'DO later'].join('') },
  { rule: 'no-console', what: 'printing', file: 'embedded-server/planted.ts', text: "console.log('x');" },
  { rule: 'max-lines', what: 'a file of 301 lines', file: 'embedded-server/planted.ts', text: lines(301) },
  { rule: 'max-lines-per-function', what: 'a function of 62 lines', file: 'embedded-server/planted.ts', text: `export function long() {\n${lines(60)}}` },
];

const harmless = [
  { what: "the contract's alias", file: 'embedded-server/planted.ts', text: "import { a } from '#contract/alarms.ts';\nexport const b = a;" },
  { what: 'text from the catalogue', file: 'src-renderer/planted.tsx', text: "export const A = () => <p title={t('now.title')}>{t('now.calm')} °C</p>;" },
  { what: 'a long test', file: 'embedded-server/planted.test.ts', text: lines(400) },
];

describe('lint', () => {
  let eslint: ESLint;

  beforeAll(() => {
    // What needs the compiler's types is left out: the planted files belong to no program.
    eslint = new ESLint({ cwd: root, overrideConfig: { files: ['**/*.{ts,tsx}'], ...tseslint.configs.disableTypeChecked } });
  });

  async function rulesAgainst(file: string, text: string) {
    const [report] = await eslint.lintText(text, { filePath: join(root, file) });
    return (report?.messages ?? []).map(({ ruleId }) => ruleId);
  }

  test.each(offences)('$rule refuses $what in $file', async ({ rule, file, text }) => {
    expect(await rulesAgainst(file, text)).toContain(rule);
  });

  test.each(offences)('$rule cannot be switched off within a file: $what', async ({ rule, file, text }) => {
    expect(await rulesAgainst(file, `/* eslint-${'disable'} */\n${text}`)).toContain(rule);
  });

  test.each(harmless)('lets pass $what in $file', async ({ file, text }) => {
    expect(await rulesAgainst(file, text)).toEqual([]);
  });
});

test('colours are written in tokens.css and in no other style sheet', () => {
  const sheets = filesUnder('src-renderer', /\.css$/).filter((path) => basename(path) !== 'tokens.css');
  const coloured = sheets.filter((path) => /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i.test(readFileSync(path, 'utf8')));
  expect(coloured).toEqual([]);
});

test('file names are kebab-case', () => {
  const sources = ['embedded-server', 'src-main', 'src-renderer', 'build', 'e2e'].flatMap((folder) => filesUnder(folder, /\.(ts|tsx|mjs|css)$/));
  const odd = sources.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.[a-z]+$/.test(basename(path)));
  expect(odd).toEqual([]);
});
