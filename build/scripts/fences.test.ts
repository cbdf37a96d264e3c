/**
 * The import rules are a tool, and this tests the tool: a small tree laid out like the project, in which
 * every part imports every other. Each pair the table below does not allow must be refused by the rule of
 * its row, each allowed one must pass. The table is written out here once more on purpose.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { checkImports, type ImportReport } from './verdict/import-rules.ts';

/** One file of each part. */
const parts = {
  contract: 'embedded-server/contract/alarms.ts',
  db: 'embedded-server/db/database.ts',
  log: 'embedded-server/log.ts',
  clock: 'embedded-server/clock.ts',
  config: 'embedded-server/config.ts',
  noun: 'embedded-server/alarms/alarm-store.ts',
  otherNoun: 'embedded-server/rules/rule-store.ts',
  flows: 'embedded-server/flows/ingest.ts',
  http: 'embedded-server/http/server.ts',
  platform: 'embedded-server/platform.ts',
  hostProcess: 'embedded-server/host-process.ts',
  testing: 'embedded-server/testing/test-platform.ts',
  uiState: 'src-renderer/state/view-store.ts',
  uiApi: 'src-renderer/api/client.ts',
  uiComponents: 'src-renderer/components/table.tsx',
  uiNoun: 'src-renderer/alarms/alarm-list.tsx',
  otherUiNoun: 'src-renderer/rules/rule-list.tsx',
  uiPages: 'src-renderer/pages/alarms-page.tsx',
  uiTop: 'src-renderer/main.tsx',
  shell: 'src-main/window.ts',
  e2e: 'e2e/fixtures.ts',
  scripts: 'build/scripts/seed.ts',
  verifier: 'build/scripts/verify/compare.ts',
} as const;
type Part = keyof typeof parts;

const names = Object.keys(parts) as Part[];
const foundation: Part[] = ['db', 'log', 'clock', 'config'];
const uiFoundation: Part[] = ['uiState', 'uiApi', 'uiComponents'];
const core = names.slice(0, names.indexOf('testing'));
const ui = names.filter((name) => parts[name].startsWith('src-renderer/'));

/** The rule of a part's row, what the row allows beside the part itself, and what its tests may import on top. */
const table: Record<Part, { rule: string; may: Part[]; testsMay?: Part[] }> = {
  contract: { rule: 'contract', may: [], testsMay: ['testing'] },
  db: { rule: 'foundation', may: ['contract', ...foundation], testsMay: ['testing'] },
  log: { rule: 'foundation', may: ['contract', ...foundation], testsMay: ['testing'] },
  clock: { rule: 'foundation', may: ['contract', ...foundation], testsMay: ['testing'] },
  config: { rule: 'foundation', may: ['contract', ...foundation], testsMay: ['testing'] },
  noun: { rule: 'nouns', may: ['contract', 'db', 'log', 'clock'], testsMay: ['testing'] },
  otherNoun: { rule: 'nouns', may: ['contract', 'db', 'log', 'clock'], testsMay: ['testing'] },
  flows: { rule: 'flows', may: ['contract', 'db', 'log', 'clock', 'noun', 'otherNoun'], testsMay: ['testing'] },
  http: { rule: 'http', may: ['contract', 'log', 'clock', 'config', 'noun', 'otherNoun', 'flows'], testsMay: ['testing'] },
  platform: { rule: 'composition', may: core, testsMay: ['testing'] },
  hostProcess: { rule: 'composition', may: core, testsMay: ['testing'] },
  testing: { rule: 'testing', may: core },
  uiState: { rule: 'ui-foundation', may: ['contract', ...uiFoundation] },
  uiApi: { rule: 'ui-foundation', may: ['contract', ...uiFoundation] },
  uiComponents: { rule: 'ui-foundation', may: ['contract', ...uiFoundation] },
  uiNoun: { rule: 'ui-nouns', may: ['contract', ...uiFoundation] },
  otherUiNoun: { rule: 'ui-nouns', may: ['contract', ...uiFoundation] },
  uiPages: { rule: 'ui-pages', may: ['contract', ...uiFoundation, 'uiNoun', 'otherUiNoun'] },
  uiTop: { rule: 'ui-top', may: ['contract', ...ui] },
  shell: { rule: 'shell', may: ['contract'], testsMay: ['testing'] },
  e2e: { rule: 'e2e', may: ['contract', 'testing'] },
  scripts: { rule: 'scripts', may: ['contract', 'testing', 'verifier'] },
  verifier: { rule: 'verifier', may: [] },
};

interface Plant {
  file: string;
  imports: string;
  /** The rules that must refuse it; none when it must pass. */
  refusedBy: string[];
}

/** Packages, the alias, and what no pair of parts can say. */
const others: Plant[] = [
  { file: 'embedded-server/contract/with-node.ts', imports: 'node:fs', refusedBy: ['contract-packages'] },
  { file: 'embedded-server/contract/with-kysely.ts', imports: 'kysely', refusedBy: ['contract-packages'] },
  { file: 'embedded-server/contract/with-zod.ts', imports: 'zod', refusedBy: [] },
  { file: 'embedded-server/contract/by-alias.ts', imports: '#contract/alarms.ts', refusedBy: [] },
  { file: 'embedded-server/alarms/by-alias.ts', imports: '#contract/alarms.ts', refusedBy: [] },
  { file: 'embedded-server/alarms/own.ts', imports: parts.noun, refusedBy: [] },
  { file: 'embedded-server/alarms/with-sqlite.ts', imports: 'better-sqlite3', refusedBy: ['sqlite-in-db-only'] },
  { file: 'embedded-server/testing/with-sqlite.ts', imports: 'better-sqlite3', refusedBy: ['sqlite-in-db-only'] },
  { file: 'embedded-server/db/with-sqlite.ts', imports: 'better-sqlite3', refusedBy: [] },
  { file: 'embedded-server/alarms/with-electron.ts', imports: 'electron', refusedBy: ['electron-in-the-shell-only'] },
  { file: 'embedded-server/cli.ts', imports: 'electron', refusedBy: ['electron-in-the-shell-only'] },
  { file: 'src-renderer/components/with-electron.tsx', imports: 'electron', refusedBy: ['electron-in-the-shell-only', 'ui-packages'] },
  { file: 'src-main/with-electron.ts', imports: 'electron', refusedBy: [] },
  { file: 'e2e/with-electron.ts', imports: 'electron', refusedBy: ['electron-in-the-shell-only'] },
  { file: 'e2e/desktop/stand-in.ts', imports: 'electron', refusedBy: [] },
  { file: 'src-renderer/components/with-node.tsx', imports: 'node:path', refusedBy: ['ui-packages'] },
  { file: 'src-renderer/components/with-kysely.tsx', imports: 'kysely', refusedBy: ['ui-packages'] },
  { file: 'src-renderer/components/with-react.tsx', imports: 'react', refusedBy: [] },
  { file: 'embedded-server/alarms/with-vitest.ts', imports: 'vitest', refusedBy: ['no-development-packages-in-the-product'] },
  { file: 'src-main/testing/sources.ts', imports: 'vitest', refusedBy: [] },
  { file: 'src-main/tray.ts', imports: 'src-main/testing/sources.ts', refusedBy: ['no-test-tooling-in-the-product'] },
  { file: 'src-main/tray.test.ts', imports: 'src-main/testing/sources.ts', refusedBy: [] },
  { file: 'embedded-server/alarms/with-unlisted.ts', imports: 'unlisted', refusedBy: ['no-unlisted-packages'] },
  { file: 'embedded-server/alarms/lost.ts', imports: './nowhere.ts', refusedBy: ['no-unknown-imports'] },
  { file: 'embedded-server/flows/loop.ts', imports: 'embedded-server/flows/loop.ts', refusedBy: ['no-cycles'] },
  { file: 'src-main/names-the-core.ts', imports: `${parts.hostProcess}?modulePath`, refusedBy: [] },
  { file: 'src-main/names-another.ts', imports: `${parts.platform}?modulePath`, refusedBy: ['shell'] },
  { file: 'playwright.config.ts', imports: parts.scripts, refusedBy: [] },
  { file: 'vitest.config.ts', imports: parts.noun, refusedBy: ['configurations'] },
  { file: 'build/scripts/verify.ts', imports: parts.contract, refusedBy: ['verifier'] },
  { file: 'build/scripts/verify/reader.ts', imports: '#contract/alarms.ts', refusedBy: ['verifier'] },
];

/** Parts that are one file of a known name: they do their importing themselves, the others from a file beside. */
const singleFiles: Part[] = ['log', 'clock', 'config', 'platform', 'hostProcess', 'uiTop'];

/** The file of a part that imports all the others. */
function importerOf(part: Part): string {
  const sample = parts[part];
  return singleFiles.includes(part) ? sample : join(dirname(sample), `planted${extname(sample)}`);
}

/** The test beside it, which does the same. */
function testOf(part: Part): string {
  const importer = importerOf(part);
  return importer.replace(extname(importer), `.test${extname(importer)}`);
}

/** What the table refuses, as `rule: target`. */
function expectedRefusals(from: Part, rule: string, may: readonly Part[]): string[] {
  const forbidden = names.filter((to) => to !== from && !may.includes(to));
  return forbidden.map((to) => `${refusingRule(from, to, rule)}: ${parts[to]}`).sort();
}

/** The core's entry is refused to the shell by a rule of its own, as the shell may name its path. */
function refusingRule(from: Part, to: Part, rule: string): string {
  return from === 'shell' && to === 'hostProcess' ? 'shell-takes-the-core-as-a-path' : rule;
}

const packageFile = {
  name: 'planted',
  type: 'module',
  imports: { '#contract/*': './embedded-server/contract/*' },
  dependencies: { zod: '1.0.0', kysely: '1.0.0', 'better-sqlite3': '1.0.0', react: '1.0.0' },
  devDependencies: { electron: '1.0.0', vitest: '1.0.0' },
};

const folders: string[] = [];

function write(folder: string, file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A tree of empty sample files and pretended packages, like the project's. */
function layOut(): string {
  const folder = mkdtempSync(join(tmpdir(), 'valvomo-fences-'));
  folders.push(folder);
  write(folder, 'package.json', JSON.stringify(packageFile));
  for (const name of [...Object.keys({ ...packageFile.dependencies, ...packageFile.devDependencies }), 'unlisted']) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, 'module.exports = {};');
  }
  for (const file of Object.values(parts)) write(folder, file, 'export const sample = 1;\n');
  return folder;
}

function importLine(file: string, target: string): string {
  if (!/^(embedded-server|src-|e2e|build)/.test(target)) return `import '${target}';\n`;
  const path = relative(dirname(file), target);
  return `import '${path.startsWith('.') ? path : `./${path}`}';\n`;
}

function plantAllPairs(folder: string): void {
  for (const from of names) {
    const targets = names.filter((to) => to !== from).map((to) => parts[to]);
    for (const file of [importerOf(from), testOf(from)]) {
      write(folder, file, targets.map((target) => importLine(file, target)).join(''));
    }
  }
}

/** What was refused to `file`, as `rule: target`. The single files import each other, so cycles are not counted. */
function refusals(report: ImportReport, file: string): string[] {
  const found = report.violations.filter(({ from, rule }) => from === file && rule !== 'no-cycles');
  return found.map(({ rule, to }) => `${rule}: ${to}`).sort();
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a tree in which every part imports every other', () => {
  let report: ImportReport = { modules: 0, violations: [] };

  beforeAll(async () => {
    const folder = layOut();
    plantAllPairs(folder);
    report = await checkImports(folder);
  });

  test.each(names)('%s is refused everything its row does not allow, and nothing else', (from) => {
    const { rule, may } = table[from];
    expect(refusals(report, importerOf(from))).toEqual(expectedRefusals(from, rule, may));
  });

  test.each(names)('the tests of %s may import the test platform on top, where the row says so', (from) => {
    const { rule, may, testsMay = [] } = table[from];
    expect(refusals(report, testOf(from))).toEqual(expectedRefusals(from, `${rule}-tests`, [...may, ...testsMay]));
  });
});

describe('a tree with single planted imports', () => {
  let report: ImportReport = { modules: 0, violations: [] };

  beforeAll(async () => {
    const folder = layOut();
    for (const { file, imports } of others) write(folder, file, importLine(file, imports));
    report = await checkImports(folder);
  });

  test.each(others)('$file importing $imports', ({ file, refusedBy }) => {
    const rules = report.violations.filter(({ from }) => from === file).map(({ rule }) => rule);
    expect(rules.sort()).toEqual(refusedBy);
  });
});

test('the clean tree passes, and is seen', async () => {
  const report = await checkImports(layOut());
  expect(report).toEqual({ modules: names.length, violations: [] });
});

test("the project's own files are seen", async () => {
  const { modules } = await checkImports(join(import.meta.dirname, '..', '..'));
  expect(modules).toBeGreaterThan(20);
  // It reads the whole project.
}, 120_000);
