/** SQL of a tenant's users. */
import type { Role } from '#contract/tenants.ts';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface UserTables {
  users: {
    user_name: string;
    role: Role;
    password_hash: string;
    disabled: number;
    created_ms: number;
    active_ms: number | null;
  };
}

const db = queryBuilder<UserTables>();
const columns = ['user_name', 'role', 'password_hash', 'disabled', 'active_ms'] as const;

export const findUserRow = fixedStatement('users: one', ['anna'] as [string], (userName) =>
  db.selectFrom('users').select(columns).where('user_name', '=', userName),
);

export const allUserRows = statement('users: all', [[]], () => db.selectFrom('users').select(columns).orderBy('user_name'));

export const insertUser = fixedStatement(
  'users: insert',
  ['anna', 'viewer', 'hash', 1] as [string, Role, string, number],
  (userName, role, passwordHash, nowMs) =>
    db.insertInto('users').values({
      user_name: userName,
      role,
      password_hash: passwordHash,
      disabled: 0,
      created_ms: nowMs,
      active_ms: null,
    }),
);

export const updateUser = fixedStatement(
  'users: update',
  ['viewer', 'hash', 0, 'anna'] as [Role, string, number, string],
  (role, passwordHash, disabled, userName) =>
    db
      .updateTable('users')
      .set({ role, password_hash: passwordHash, disabled })
      .where('user_name', '=', userName),
);

export const saveUserActivity = fixedStatement('users: activity', [1, 'anna'] as [number, string], (nowMs, userName) =>
  db.updateTable('users').set({ active_ms: nowMs }).where('user_name', '=', userName),
);

export const deleteUserRow = fixedStatement('users: delete', ['anna'] as [string], (userName) =>
  db.deleteFrom('users').where('user_name', '=', userName),
);

export const deleteAllUsers = statement('users: delete all', [[]], () => db.deleteFrom('users'));
