import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the full data sets lie, or null: the folder VALVOMO_SHARED names, else `shared` beside the project.
 * Without them the tests run on what is committed.
 */
export function sharedFolder(root: string, env: Readonly<Record<string, string | undefined>>): string | null {
  const folder = env['VALVOMO_SHARED'] ?? join(root, '..', 'shared');
  return existsSync(join(folder, 'data')) ? folder : null;
}

/** What the verdict says about them; `ran` are the names of the tests that used them. */
export function dataSetLine(folder: string | null, ran: readonly string[]): string {
  if (folder === null) return 'Data sets: the full ones are not here (VALVOMO_SHARED or ../shared); the tests ran on what is committed.';
  if (ran.length === 0) return `Data sets: the full ones are in ${folder}, but no test of this run used them.`;
  return `Data sets: the full ones in ${folder} were used by ${ran.length} ${ran.length === 1 ? 'test' : 'tests'}:\n${ran.map((name) => `  ${name}`).join('\n')}`;
}
