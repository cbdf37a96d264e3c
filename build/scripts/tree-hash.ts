import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A digest of the named files and folders under `root` (names and contents), to see whether any of them
 * changed. Tests do not count, and a name that does not exist counts as absent.
 */
export function hashOf(root: string, names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesOf(root, name)).sort()) {
    hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(root: string, name: string): string[] {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path).flatMap((entry) => (isTest(entry) ? [] : filesOf(root, `${name}/${entry}`)));
}

function isTest(fileName: string): boolean {
  return /\.test\.tsx?$/.test(fileName);
}
