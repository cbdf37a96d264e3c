/** Whose a locked console is. */
import type { Lock as LockView } from '#contract/locks.ts';
import type { Site } from '#contract/tenants.ts';

import type { Lock, Locks } from './locks.ts';
import type { SignInParts } from './sign-in.ts';
import { findUser, type User } from './users.ts';

export interface Locked {
  lock: Lock;
  user: User;
}

/** Whose lock an id stands for; undefined when it stands for none, or the person is gone or disabled. */
export function lockedPerson({ databaseOf }: Pick<SignInParts, 'databaseOf'>, locks: Locks, sessionId: string | undefined): Locked | undefined {
  const lock = sessionId === undefined ? undefined : locks.find(sessionId);
  const database = lock && databaseOf(lock.tenant);
  const user = database && findUser(database, lock.userName);
  return user && !user.disabled ? { lock, user } : undefined;
}

/** A lock as the console sees it. */
export function lockView(locks: Locks, { lock, user }: Locked, site: Site): LockView {
  const { tenant, asked, lockedMs } = lock;
  const { idleMs, longestMs } = locks;
  return { tenant, userName: user.userName, role: user.role, asked, lockedMs, idleMs, endsMs: locks.endsMs(lock), longestMs, site };
}
