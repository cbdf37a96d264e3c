/** The import rules of .dependency-cruiser.cjs, asked of a source tree. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { runCommand } from './run-command.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const trees = ['embedded-server', 'src-main', 'src-renderer', 'e2e', 'build'];

const cruiseSchema = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ resolved: z.string(), module: z.string() })),
    }),
  ),
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
});
type Cruise = z.infer<typeof cruiseSchema>;

export interface Violation {
  rule: string;
  from: string;
  to: string;
}

export interface ImportReport {
  /** How many of our own files were read: 0 means the tool saw nothing, not that all is well. */
  modules: number;
  violations: Violation[];
}

/** Reads all sources under `folder` (laid out as this project) and reports each forbidden import. */
export async function checkImports(folder: string): Promise<ImportReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'valvomo-imports-'));
  try {
    const file = join(scratch, 'cruise.json');
    const { output } = await runCommand(process.execPath, [cruiser, ...cruiserArguments(folder, file)], { cwd: folder });
    if (!existsSync(file)) throw new Error(`dependency-cruiser gave no report:\n${output}`);
    return reportOf(cruiseSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function cruiserArguments(folder: string, outputFile: string): string[] {
  const configurations = readdirSync(folder).filter((name) => name.endsWith('.config.ts'));
  const present = trees.filter((name) => existsSync(join(folder, name)));
  const config = join(root, '.dependency-cruiser.cjs');
  return ['--config', config, '--output-type', 'json', '--output-to', outputFile, ...present, ...configurations];
}

function reportOf(cruise: Cruise): ImportReport {
  const violations = cruise.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return {
    modules: cruise.modules.filter(({ source }) => trees.some((tree) => source.startsWith(`${tree}/`))).length,
    violations: [...violations, ...coreLoadedIntoTheShell(cruise)],
  };
}

/** The shell may name the core's entry as a path to fork, never load it into its own process. */
function coreLoadedIntoTheShell(cruise: Cruise): Violation[] {
  return cruise.modules
    .filter(({ source }) => source.startsWith('src-main/'))
    .flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ resolved, module }) => resolved === 'embedded-server/host-process.ts' && !module.endsWith('?modulePath'))
        .map(({ resolved }) => ({ rule: 'shell-takes-the-core-as-a-path', from: source, to: resolved })),
    );
}
