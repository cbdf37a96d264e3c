/** The lock of the one instance, and how a second one makes itself known to the first: by a signal. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { userDataPath } from './settings.ts';

const lockFile = path.join(userDataPath, 'SingletonLock');

/** Takes the lock. When another process has it, that one is told, and the answer is false. */
export function takeLock(secondInstance: () => void): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
  } catch {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 'SIGUSR2');
    return false;
  }
  process.on('SIGUSR2', secondInstance);
  process.once('exit', () => rmSync(lockFile, { force: true }));
  return true;
}
