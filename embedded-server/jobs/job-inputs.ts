/** What a job is to work on, put down beside the tenant's file before it starts: an uploaded table, a plan. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ExpectedError } from '#contract/errors.ts';

/** Longest an input is kept: as long as the job that used it, and a day. */
const keptMs = 31 * 24 * 60 * 60_000;
const idPattern = /^[0-9a-f]{32}$/;

function folderOf(tenantFolder: string): string {
  return join(tenantFolder, 'inputs');
}

/** Put an input down. @returns its id, which cannot be guessed. */
export function writeInput(tenantFolder: string, content: string | Uint8Array): string {
  const folder = folderOf(tenantFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const id = randomBytes(16).toString('hex');
  const path = join(folder, id);
  writeFileSync(`${path}.part`, content, { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
  return id;
}

/** @throws ExpectedError 'not-found' when there is none of that id (any more). */
export function readInput(tenantFolder: string, id: string): Buffer {
  const path = join(folderOf(tenantFolder), id);
  if (!idPattern.test(id) || !existsSync(path)) throw new ExpectedError('not-found', 'What was prepared is not kept any more: begin anew');
  return readFileSync(path);
}

/** Remove what was put down long ago. @param nowMs by the machine's clock, which also dates the files. */
export function sweepInputs(tenantFolder: string, nowMs: number): void {
  const folder = folderOf(tenantFolder);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (nowMs - statSync(path).mtimeMs > keptMs) rmSync(path, { force: true });
  }
}
