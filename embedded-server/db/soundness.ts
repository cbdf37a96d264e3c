/** Looking at a file before it is used: a damaged page must not be found by whoever needs what stood on it. */
import { statSync } from 'node:fs';

import type { Connection } from './database.ts';
import { logger } from '../log.ts';
import { isDamaged } from './plain-errors.ts';

const log = logger('db');
const megabyte = 1024 * 1024;

/** Checked in full, indexes against their tables too: some twenty milliseconds at most, which every start has to wait for. */
const wholeBytes = 8 * megabyte;
/** Checked page by page: two seconds at most. */
const pagesBytes = 512 * megabyte;

/** @throws Error when the file is damaged. @param extent all of it, or its pages without the indexes' content. */
export function assertSound(connection: Connection, extent: 'whole' | 'pages'): void {
  const verdict = connection.pragma(extent === 'whole' ? 'integrity_check(1)' : 'quick_check(1)');
  if (verdict === 'ok') return;
  throw new Error(`${connection.path} ${isDamaged}: restore it from a backup (${String(verdict).replaceAll(/[\s*]+/g, ' ').trim()})`);
}

/** Check a file that is about to be used, as far as its size allows. @throws Error when it is damaged. */
export function assertSoundAtOpening(connection: Connection): void {
  const bytes = statSync(connection.path).size;
  if (bytes <= pagesBytes) assertSound(connection, bytes <= wholeBytes ? 'whole' : 'pages');
  else log.info({ file: connection.path, megabytes: Math.round(bytes / megabyte) }, 'too large to be checked at the start');
}
