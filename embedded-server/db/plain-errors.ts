/** Errors of files in plain sentences that name the file: for whoever starts the platform, and for clients. */
import { ExpectedError } from '#contract/errors.ts';

import { logger } from '../log.ts';

const log = logger('db');

/** SQLite's code or the operating system's, such as `ENOENT`; empty when it has none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A value of SQLite's errors' `code`, such as `SQLITE_FULL`, or null for any other error. */
export function sqliteCode(error: unknown): string | null {
  const code = codeOf(error);
  return code.startsWith('SQLITE_') ? code : null;
}

export const isDamaged = 'is damaged or not a Valvomo file';

const reasons: readonly [RegExp, string][] = [
  [/^SQLITE_(CORRUPT|NOTADB)/, `${isDamaged}: restore it from a backup`],
  [/^SQLITE_(BUSY|LOCKED)/, 'is in use by another program'],
  [/^(SQLITE_FULL|ENOSPC)/, 'cannot be written: the disk is full'],
  [/^(SQLITE_READONLY|EROFS)/, 'cannot be written: it is read-only'],
  [/^(SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EISDIR)/, 'cannot be opened: see its owner and rights, and that it is a file'],
  [/^(EEXIST|ENOTDIR)/, 'cannot be a folder: there is a file of that name on the way'],
  [/^(SQLITE_IOERR|EIO)/, 'cannot be read or written: the disk reports an error'],
];

/** What went wrong with a file as a sentence; errors that are not the file's stay as they are. */
export function fileError(path: string, error: unknown): unknown {
  const reason = reasons.find(([code]) => code.test(codeOf(error)))?.[1];
  return reason === undefined ? error : new Error(`${path} ${reason}`, { cause: error });
}

/** A failed read as clients are told of it: what cannot be read is not shown, and it is not their fault. */
export function readError(path: string, error: unknown): unknown {
  if (!/^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN)/.test(codeOf(error))) return error;
  log.error({ err: error, file: path }, 'a read failed: the file or its disk is damaged');
  return new ExpectedError('unavailable', 'The store cannot be read; its file or disk is damaged', { retryAfterSeconds: 60 });
}
