/** Small files that are either the old one or the new one, never half of one. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Write so that after a power cut the file is whole. @param {string} path @param {string | Buffer} content */
export function writeWhole(path, content) {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** JSON of a file, or what to take when it is missing or broken. @param {string} path @param {any} otherwise */
export function readJson(path, otherwise) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return otherwise;
  }
}
