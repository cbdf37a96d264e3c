/** The steps of the verdict: each runs a tool and tells its outcome. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { provideChromium } from './chromium.ts';
import { checkImports } from './import-rules.ts';
import { inLanes } from './lanes.ts';
import { runCommand, type RunResult } from './run-command.ts';
import { singleOutcome, tallyPlaywright, tallyVitest, type Outcome } from './tally.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const reports = join(root, '.cache', 'verdict');

/** Half an hour: a machine that does other things meanwhile needs three times as long as one that does not. */
const largeMs = 30 * 60_000;

export const stepNames = ['browser', 'types', 'lint', 'fences', 'build', 'unit', 'e2e', 'bench'] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
  /** The heading. */
  words: string;
  /** Whether the tool's output is shown as it comes when this step is asked for alone. */
  streams?: boolean;
  run(settings: StepSettings): Promise<Outcome>;
}

export interface StepSettings {
  /** Passed on to the test runner: file names or parts of them. */
  filter: readonly string[];
  /** Shows the tool's output as it comes. */
  live: boolean;
}

function tool(path: string): string {
  return join(root, 'node_modules', path);
}

/** The compiler's projects, as tsconfig.json lists them. */
function projects(): string[] {
  const schema = z.object({ references: z.array(z.object({ path: z.string() })) });
  return schema.parse(JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))).references.map(({ path }) => path);
}

function compile(project: string): Promise<RunResult> {
  const state = join(root, '.cache', 'types', `${project.replace(/\W+/g, '-')}.tsbuildinfo`);
  return runCommand(process.execPath, [tool('typescript/bin/tsc'), '-p', project, '--incremental', '--tsBuildInfoFile', state]);
}

async function types(): Promise<Outcome> {
  const results = await inLanes(2, projects().map((project) => () => compile(project)));
  return singleOutcome(
    results.length > 0 && results.every(({ code }) => code === 0),
    results.map(({ output }) => output).join(''),
  );
}

async function lint(): Promise<Outcome> {
  const { code, output } = await runCommand(process.execPath, [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']);
  return singleOutcome(code === 0, output);
}

async function importRules(): Promise<Outcome> {
  const { modules, violations } = await checkImports(root);
  const lines = violations.map(({ rule, from, to }) => `${rule}: ${from} imports ${to}\n`);
  if (modules === 0) lines.push('No module was read, so nothing was checked.\n');
  return singleOutcome(lines.length === 0, lines.join(''));
}

async function build(): Promise<Outcome> {
  const { code, output } = await runCommand(process.execPath, ['build/scripts/build.ts']);
  return preparation(code === 0, output);
}

/** Something the tests need: no test itself, but without it nothing is proven. */
function preparation(ok: boolean, output: string): Outcome {
  return { ...singleOutcome(ok, output), passed: 0 };
}

async function browser(): Promise<Outcome> {
  let told = '';
  const found = await provideChromium((line) => {
    told += line === '' ? '' : `${line}\n`;
    if (line !== '') process.stdout.write(`   ${line}\n`);
  });
  if (found !== null) process.env['CHROMIUM_PATH'] = found;
  return preparation(found !== null, `${told}No Chromium is to be had; name one in CHROMIUM_PATH.\n`);
}

async function tests({ filter, live }: StepSettings): Promise<Outcome> {
  const file = freshReport('vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const run = await runCommand(process.execPath, [tool('vitest/vitest.mjs'), 'run', ...reporters, ...filter], { live, timeoutMs: largeMs });
  return tallied(file, run, tallyVitest);
}

async function stories({ filter, live }: StepSettings): Promise<Outcome> {
  const file = freshReport('playwright.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_FORCE_TTY: '0' };
  const run = await runCommand(process.execPath, [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json', ...filter], { env, live, timeoutMs: largeMs });
  return tallied(file, run, tallyPlaywright);
}

/** The store against bare node:http: a ratio, so that a slow machine does not fail it. */
async function bench({ live }: StepSettings): Promise<Outcome> {
  const { code, output } = await runCommand(process.execPath, ['build/scripts/bench.ts', 'store', '--short'], { live });
  return singleOutcome(code === 0, output);
}

function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, name);
  rmSync(file, { force: true });
  return file;
}

/** A runner that left no report, or that failed without naming a failed test, has failed once. */
function tallied(file: string, { code, output }: RunResult, tally: (report: unknown, output: string) => Outcome): Outcome {
  if (!existsSync(file)) return singleOutcome(false, output);
  const outcome = tally(JSON.parse(readFileSync(file, 'utf8')), output);
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

/** Every step by the name it has on the command line. */
export const steps: Record<StepName, Step> = {
  browser: { words: 'a Chromium for the end-to-end tests', run: browser },
  types: { words: 'types', run: types },
  lint: { words: 'lint', run: lint },
  fences: { words: 'import rules', run: importRules },
  build: { words: 'build', run: build },
  unit: { words: 'unit and integration tests', streams: true, run: tests },
  e2e: { words: 'end-to-end tests', streams: true, run: stories },
  bench: { words: 'the store against its bound', streams: true, run: bench },
};

/** How many of the small steps may run beside each other. */
export const lanes = Math.max(1, Math.min(2, cpus().length));
