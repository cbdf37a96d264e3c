/** The people of a site: who they are, and what changing one does to their sessions. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { PersonSession } from '#contract/console/people-calls.ts';
import type { Person, Role } from '#contract/tenants.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import type { PlatformDatabase } from '../db/platform-database.ts';
import { run, type Unit } from '../db/unit.ts';
import { assertPasswordAllowed } from '../tenants/password-policy.ts';
import { hashPassword } from '../tenants/passwords.ts';
import type { Locks } from '../tenants/locks.ts';
import type { LiveSession, Sessions } from '../tenants/sessions.ts';
import type { SignInThrottle } from '../tenants/sign-in-throttle.ts';
import { isPlatformAdministrator } from '../tenants/tenant-directory.ts';
import { addUser, changeUser, findUser, listUsers, removeUser, type User } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';
import { assertPlatformKeepsOne, writePlatformAdministrator } from './platform-administrators.ts';
import { forgetPreferences } from './preferences.ts';
import { filtersOf, removeShelf } from './saved-queries.ts';
import type { Tenants } from './tenants.ts';
import { visitorName } from './visits.ts';

export interface PeopleParts {
  platform: PlatformDatabase;
  sessions: Sessions;
  locks: Locks;
  throttle: SignInThrottle;
  /** Where somebody may have been on a visit. */
  tenants: Tenants;
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

/** The audit record of a change and, after the commit, the word to the console. Passwords stand in neither. */
function* tell(tenant: OpenTenant, by: string, activity: AuditActivity, userName: string, change: PersonChange & { platformAdministrator?: boolean }): Unit<void> {
  const { password, ...shown } = change;
  const values = { ...shown, ...(password !== undefined && { password: 'changed' }) };
  const changes = Object.entries(values).flatMap(([attribute, newValue]) =>
    newValue === undefined ? [] : [{ attribute, previousValue: null, newValue }],
  );
  const text = `${activity}: ${userName}`;
  yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: by, type: 'User', activity, text, source: userName, changes }));
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'people' }));
}

function requireUser(tenant: OpenTenant, userName: string): User {
  const user = findUser(tenant.database, userName);
  if (!user) throw new ExpectedError('not-found', 'There is nobody of that name');
  return user;
}

/**
 * @param by who adds them, for the audit record.
 * @throws ExpectedError 'invalid' for a password that may not be chosen, 'conflict' when the name is taken.
 */
export async function addPerson(parts: PeopleParts, tenant: OpenTenant, draft: PersonDraft, by: string): Promise<Person> {
  const { userName, role, password } = draft;
  assertPasswordAllowed(password, { userName, role, tenant: tenant.id });
  const hash = await hashPassword(password);
  await tenant.database.write(function* () {
    yield* addUser(userName, role, hash, tenant.clock.now());
    yield* tell(tenant, by, 'User created', userName, { role });
  });
  return personOf(parts, tenant, requireUser(tenant, userName));
}

/**
 * Who may set somebody's password may be them: those who look after the whole installation are only their own kind's to change.
 * @throws ExpectedError 'forbidden'.
 */
function assertMayChange({ platform }: PeopleParts, tenant: OpenTenant, { userName, role }: User, by: string): void {
  const isBeyondSite = role === 'support' || isPlatformAdministrator(platform, tenant.id, userName);
  if (!isBeyondSite || isPlatformAdministrator(platform, tenant.id, by)) return;
  throw new ExpectedError('forbidden', 'Who looks after the installation is changed by its administrator only');
}

/** Whether sessions begun as the person was before may go on. */
function isSame(before: User, after: User): boolean {
  return before.passwordHash === after.passwordHash && before.role === after.role && before.disabled === after.disabled;
}

/**
 * Change role, password or disabling; each ends the person's sessions at once.
 * @param by who changes them, for the audit record.
 * @throws ExpectedError 'not-found'; 'forbidden' for who looks after the installation; 'invalid' for the password; 'conflict' when nobody
 *   would be left to administer.
 */
export async function changePerson(
  parts: PeopleParts,
  tenant: OpenTenant,
  name: string,
  change: PersonChange,
  by: string,
): Promise<Person> {
  const before = requireUser(tenant, name);
  const { userName } = before;
  assertMayChange(parts, tenant, before, by);
  const { role = before.role, disabled, password } = change;
  if (disabled || role !== 'admin') assertPlatformKeepsOne(parts.platform, tenant, before);
  if (password !== undefined) assertPasswordAllowed(password, { userName, tenant: tenant.id, role });
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const after = await tenant.database.write(function* () {
    yield* tell(tenant, by, 'User updated', userName, change);
    return yield* changeUser(userName, { role, disabled, passwordHash });
  });
  if (passwordHash !== undefined) parts.throttle.unlock(`${tenant.id}/${userName}`);
  if (!isSame(before, after)) await endAllOf(parts, tenant, userName);
  return personOf(parts, tenant, after);
}

/**
 * Give somebody the whole installation to look after, or take it from them; their sessions end, they sign in with their new rights.
 * @throws ExpectedError 'not-found', 'forbidden', 'invalid' for whom it cannot be given to, 'conflict' when nobody would be left.
 */
export async function setPlatformAdministrator(parts: PeopleParts, tenant: OpenTenant, name: string, on: boolean, by: string): Promise<Person> {
  const user = requireUser(tenant, name);
  await writePlatformAdministrator(parts.platform, tenant, user, on, by);
  await tenant.database.write(() => tell(tenant, by, 'User updated', user.userName, { platformAdministrator: on }));
  await endAllOf(parts, tenant, user.userName);
  return personOf(parts, tenant, user);
}

/** Sessions and what is left of locked ones. */
async function endAllOf({ sessions, locks }: PeopleParts, tenant: OpenTenant, userName: string): Promise<void> {
  locks.endAllOf(tenant.id, userName);
  await sessions.endAllOf(tenant.id, userName, 'revoked');
}

/** What they kept for themselves where they were on a visit. */
async function forgetVisits({ tenants }: PeopleParts, home: OpenTenant, userName: string): Promise<void> {
  const shelf = filtersOf(visitorName({ home: home.id, userName }));
  for (const { database } of tenants.all()) await database.write(() => removeShelf(shelf));
}

/**
 * Take somebody out of the site with all that was theirs alone; what they did keeps their name.
 * @throws ExpectedError 'not-found'; 'conflict' for who administers the installation, or when nobody would be left to administer.
 */
export async function removePerson(parts: PeopleParts, tenant: OpenTenant, name: string, by: string): Promise<void> {
  const { userName } = requireUser(tenant, name);
  if (isPlatformAdministrator(parts.platform, tenant.id, userName)) {
    throw new ExpectedError('conflict', 'Who looks after the installation cannot be removed before it is taken from them');
  }
  await tenant.database.write(function* () {
    yield* removeUser(userName);
    yield* forgetPreferences(userName);
    yield* removeShelf(filtersOf(userName));
    yield* tell(tenant, by, 'User deleted', userName, {});
  });
  await endAllOf(parts, tenant, userName);
  await forgetVisits(parts, tenant, userName);
}

/** Enough of a session's key to tell it from the person's others. */
const shownKeyLength = 16;

function shownKey({ key }: LiveSession): string {
  return key.slice(0, shownKeyLength);
}

/** Where somebody is signed in now, newest first. @throws ExpectedError 'not-found'. */
export function personSessions({ sessions }: PeopleParts, tenant: OpenTenant, name: string): PersonSession[] {
  const { userName } = requireUser(tenant, name);
  return sessions.of(tenant.id, userName).reverse().map((session) => ({
    session: shownKey(session),
    visiting: session.tenant === session.home ? null : session.tenant,
    address: session.address,
    begunMs: session.moments.created.wallMs,
    activeMs: session.moments.active.wallMs,
  }));
}

/** End one session of somebody. @throws ExpectedError 'not-found'. */
export async function endSessionOf({ sessions }: PeopleParts, tenant: OpenTenant, name: string, shown: string): Promise<void> {
  const { userName } = requireUser(tenant, name);
  const session = sessions.of(tenant.id, userName).find((one) => shownKey(one) === shown);
  if (!session) throw new ExpectedError('not-found', 'That session has ended already');
  await sessions.end(session, 'revoked');
}

/** End all sessions of somebody. @throws ExpectedError 'not-found'. */
export async function endSessionsOf(parts: PeopleParts, tenant: OpenTenant, name: string, by: string): Promise<void> {
  const { userName } = requireUser(tenant, name);
  await endAllOf(parts, tenant, userName);
  await tenant.database.write(() => tell(tenant, by, 'User signed out', userName, {}));
}
