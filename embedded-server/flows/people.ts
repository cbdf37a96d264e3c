/** The people of a site: who they are, and what changing one does to their sessions. */
import { ExpectedError } from '#contract/errors.ts';
import type { Person, Role } from '#contract/tenants.ts';

import type { PlatformDatabase } from '../db/platform-database.ts';
import { assertPasswordAllowed } from '../tenants/password-policy.ts';
import { hashPassword } from '../tenants/passwords.ts';
import type { Sessions } from '../tenants/sessions.ts';
import type { SignInThrottle } from '../tenants/sign-in-throttle.ts';
import { isPlatformAdministrator } from '../tenants/tenant-directory.ts';
import { addUser, changeUser, findUser, listUsers, type User } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface PeopleParts {
  platform: PlatformDatabase;
  sessions: Sessions;
  throttle: SignInThrottle;
}

export interface PersonDraft {
  userName: string;
  role: Role;
  password: string;
}

export interface PersonChange {
  role?: Role | undefined;
  disabled?: boolean | undefined;
  password?: string | undefined;
}

function personOf({ platform, sessions }: PeopleParts, tenant: OpenTenant, user: User): Person {
  return {
    userName: user.userName,
    role: user.role,
    disabled: user.disabled,
    platformAdministrator: isPlatformAdministrator(platform, tenant.id, user.userName),
    sessions: sessions.of(tenant.id, user.userName).length,
    lastActiveMs: user.lastActiveMs,
  };
}

export function listPeople(parts: PeopleParts, tenant: OpenTenant): Person[] {
  return listUsers(tenant.database).map((user) => personOf(parts, tenant, user));
}

function requireUser(tenant: OpenTenant, userName: string): User {
  const user = findUser(tenant.database, userName);
  if (!user) throw new ExpectedError('not-found', 'There is nobody of that name');
  return user;
}

/** @throws ExpectedError 'invalid' for a password that may not be chosen, 'conflict' when the name is taken. */
export async function addPerson(parts: PeopleParts, tenant: OpenTenant, draft: PersonDraft): Promise<Person> {
  assertPasswordAllowed(draft.password, { ...draft, tenant: tenant.id });
  const hash = await hashPassword(draft.password);
  await tenant.database.write(() => addUser(draft.userName, draft.role, hash, tenant.clock.now()));
  tenant.feed.publish({ kind: 'changed', subject: 'people' });
  return personOf(parts, tenant, requireUser(tenant, draft.userName));
}

/**
 * Change role, password or disabling; each ends the person's sessions at once.
 * @throws ExpectedError 'not-found'; 'invalid' for the password; 'conflict' when nobody would be left to administer.
 */
export async function changePerson(
  parts: PeopleParts,
  tenant: OpenTenant,
  userName: string,
  { role, disabled, password }: PersonChange,
): Promise<Person> {
  const user = requireUser(tenant, userName);
  if (password !== undefined) assertPasswordAllowed(password, { userName: user.userName, tenant: tenant.id, role: role ?? user.role });
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const after = await tenant.database.write(() => changeUser(user.userName, { role, disabled, passwordHash }));
  if (passwordHash !== undefined) parts.throttle.unlock(`${tenant.id}/${user.userName}`);
  const isAnotherNow = passwordHash !== undefined || after.role !== user.role || after.disabled !== user.disabled;
  if (isAnotherNow) await parts.sessions.endAllOf(tenant.id, user.userName);
  tenant.feed.publish({ kind: 'changed', subject: 'people' });
  return personOf(parts, tenant, after);
}

/** End all sessions of somebody. @throws ExpectedError 'not-found'. */
export async function endSessionsOf(parts: PeopleParts, tenant: OpenTenant, userName: string): Promise<void> {
  await parts.sessions.endAllOf(tenant.id, requireUser(tenant, userName).userName);
  tenant.feed.publish({ kind: 'changed', subject: 'people' });
}
