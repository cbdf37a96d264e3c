/** The people of a tenant. Changes are units of the tenant's file; passwords come in already hashed. */
import { ExpectedError } from '#contract/errors.ts';
import type { Role } from '#contract/tenants.ts';

import type { Reader } from '../db/platform-database.ts';
import { all, first, run, type Unit } from '../db/unit.ts';
import { allUserRows, deleteAllUsers, deleteUserRow, findUserRow, insertUser, saveUserActivity, updateUser } from './user-store.ts';

export interface User {
  /** As it was given when the person was added; names differing only in case are the same. */
  userName: string;
  role: Role;
  passwordHash: string;
  disabled: boolean;
  /** Last time the person did anything, ms UTC. */
  lastActiveMs: number | null;
}

export interface UserChange {
  role?: Role | undefined;
  disabled?: boolean | undefined;
  passwordHash?: string | undefined;
}

type UserRow = NonNullable<ReturnType<typeof findUserRow>['row']>;

function userOf(row: UserRow): User {
  return {
    userName: row.user_name,
    role: row.role,
    passwordHash: row.password_hash,
    disabled: row.disabled === 1,
    lastActiveMs: row.active_ms,
  };
}

/** Somebody by name, in whatever case it is written; undefined when there is nobody. */
export function findUser(reader: Reader, userName: string): User | undefined {
  const row = reader.readFirst(findUserRow(userName));
  return row && userOf(row);
}

/** Everybody, by name. */
export function listUsers(reader: Reader): User[] {
  return reader.read(allUserRows()).map(userOf);
}

/** @throws ExpectedError 'conflict' when the name is taken. */
export function* addUser(userName: string, role: Role, passwordHash: string, nowMs: number): Unit<void> {
  if (yield* first(findUserRow(userName))) {
    throw new ExpectedError('conflict', 'There is somebody of that name', { fields: { userName: 'taken' } });
  }
  yield* run(insertUser(userName, role, passwordHash, nowMs));
}

/** Whether somebody else would still administer the tenant. */
function* hasOtherAdministrator(userName: string): Unit<boolean> {
  const rows = yield* all(allUserRows());
  return rows.map(userOf).some((user) => user.userName !== userName && user.role === 'admin' && !user.disabled);
}

/**
 * Change role, password or disabling.
 * @throws ExpectedError 'not-found'; 'conflict' when nobody would be left to administer.
 */
export function* changeUser(userName: string, change: UserChange): Unit<User> {
  const row = yield* first(findUserRow(userName));
  if (!row) throw new ExpectedError('not-found', 'There is nobody of that name');
  const before = userOf(row);
  const after: User = {
    ...before,
    role: change.role ?? before.role,
    disabled: change.disabled ?? before.disabled,
    passwordHash: change.passwordHash ?? before.passwordHash,
  };
  const wasAdministrator = before.role === 'admin' && !before.disabled;
  const isAdministrator = after.role === 'admin' && !after.disabled;
  if (wasAdministrator && !isAdministrator && !(yield* hasOtherAdministrator(before.userName))) {
    throw new ExpectedError('conflict', 'Somebody must be left to administer the site');
  }
  yield* run(updateUser(after.role, after.passwordHash, after.disabled ? 1 : 0, before.userName));
  return after;
}

/** @throws ExpectedError 'not-found'; 'conflict' when nobody would be left to administer. */
export function* removeUser(userName: string): Unit<void> {
  // Whoever administers must first be able to stop doing so.
  yield* changeUser(userName, { role: 'viewer' });
  yield* run(deleteUserRow(userName));
}

export function* noteUserActivity(userName: string, nowMs: number): Unit<void> {
  yield* run(saveUserActivity(nowMs, userName));
}

/** Make somebody the tenant's only user: for the claim of an installation, which may follow one that broke off. */
export function* setOnlyUser(userName: string, role: Role, passwordHash: string, nowMs: number): Unit<void> {
  yield* run(deleteAllUsers());
  yield* run(insertUser(userName, role, passwordHash, nowMs));
}
