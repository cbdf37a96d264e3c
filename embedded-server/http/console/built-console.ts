/** Where the built console lies, seen from wherever this file runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** From the sources, from the shell's bundle (`out/main/*.js`), from a part of it (`out/main/chunks/*.js`). */
const candidates = ['../../../out/renderer', '../renderer', '../../renderer'];

/** The folder of `index.html`; the one the build writes to when nothing has been built. */
export function builtConsoleFolder(): string {
  const folders = candidates.map((path) => join(import.meta.dirname, path));
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? join(import.meta.dirname, '../../../out/renderer');
}
