/** Making the disk know of files and of names, so that a power cut forgets neither. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/** The names in a folder. */
export function syncFolder(path: string): void {
  // Windows opens no folders; its file system journals names by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
