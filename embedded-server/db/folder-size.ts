/** What a folder takes on the disk. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of a file; 0 when it is not there. */
export async function fileBytes(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

/** Bytes of all files in a folder and below; 0 when it is not there. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => fileBytes(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
