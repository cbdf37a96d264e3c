/** The people of a tenant as the wire knows them: the console's people, with what they say about themselves. */
import { ExpectedError } from '#contract/errors.ts';
import { passwordSchema, userNameSchema, type Role } from '#contract/tenants.ts';
import { requireFields, requireJsonObject, type JsonObject } from '#contract/wire.ts';

import { changeProfile, parseProfileChanges, readProfile, readProfiles, type Profile, type ProfileChanges } from '../tenants/profiles.ts';
import { findUser, listUsers, type User } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';
import { addPerson, changePerson, type PeopleParts, type PersonChange } from './people.ts';

export interface TenantUser {
  user: User;
  profile: Profile;
}

export interface UserFilter {
  /** Beginning of the user name. */
  userName?: string | undefined;
  role?: Role | undefined;
}

/** Everybody who fits, by name. */
export function tenantUsers({ database }: OpenTenant, { userName, role }: UserFilter): TenantUser[] {
  const profiles = readProfiles(database);
  const start = userName?.toLowerCase() ?? '';
  return listUsers(database)
    .filter((user) => (role === undefined || user.role === role) && user.userName.toLowerCase().startsWith(start))
    .map((user) => ({ user, profile: profiles.get(user.userName.toLowerCase()) ?? {} }));
}

/** @throws ExpectedError 'not-found'. */
export function requireTenantUser({ database }: OpenTenant, userName: string): TenantUser {
  const user = findUser(database, userName);
  if (!user) throw new ExpectedError('not-found', `User '${userName.slice(0, 80)}' is not there`);
  return { user, profile: readProfile(database, user.userName) };
}

export interface PostedUser {
  userName: string;
  password: string;
  enabled: boolean;
  profile: ProfileChanges;
}

function parsePassword(value: unknown): string {
  const parsed = passwordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ExpectedError('invalid', "'password' must be a text of 8 to 256 characters; no mail with a link to choose one can be sent from here");
}

function parseEnabled(value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw new ExpectedError('invalid', "'enabled' must be true or false");
}

/** A new user as clients post one. @throws ExpectedError 'invalid'. */
export function parseUser(body: unknown): PostedUser {
  const object = requireJsonObject(body, 'a user');
  requireFields(object, ['userName', 'password']);
  const userName = userNameSchema.safeParse(object['userName']);
  if (!userName.success) throw new ExpectedError('invalid', `'userName': ${userName.error.issues[0]?.message ?? 'wrong'}`);
  const password = parsePassword(object['password']);
  return { userName: userName.data, password, enabled: parseEnabled(object['enabled']) ?? true, profile: parseProfileChanges(object) };
}

export interface UserChanges extends PersonChange {
  profile: ProfileChanges;
}

/** What a PUT changes of a user; what it cannot change is ignored. @throws ExpectedError 'invalid'. */
export function parseUserChanges(body: unknown): UserChanges {
  const object = requireJsonObject(body, 'a user');
  const enabled = parseEnabled(object['enabled']);
  const password = object['password'] === undefined || object['password'] === null ? undefined : parsePassword(object['password']);
  return { disabled: enabled === undefined ? undefined : !enabled, password, profile: parseProfileChanges(object) };
}

/** A new password with the one before. @throws ExpectedError 'invalid'. */
export function parsePasswordChange(body: unknown): { current: string | null; next: string } {
  const object: JsonObject = requireJsonObject(body, 'a change of password');
  requireFields(object, ['newPassword']);
  const current = object['currentUserPassword'];
  return { current: typeof current === 'string' ? current : null, next: parsePassword(object['newPassword']) };
}

/** Add somebody, as a viewer: what they may do beyond, the group they are put into says. */
export async function addTenantUser(parts: PeopleParts, tenant: OpenTenant, posted: PostedUser, by: string): Promise<TenantUser> {
  const { userName, password, enabled, profile } = posted;
  await addPerson(parts, tenant, { userName, role: 'viewer', password }, by);
  await tenant.database.write(() => changeProfile(userName, profile));
  if (!enabled) await changePerson(parts, tenant, userName, { disabled: true }, by);
  return requireTenantUser(tenant, userName);
}

/** @throws ExpectedError 'not-found'; 'invalid' for the password; 'conflict' when nobody would be left to administer. */
export async function changeTenantUser(parts: PeopleParts, tenant: OpenTenant, name: string, changes: UserChanges, by: string): Promise<TenantUser> {
  const { profile, ...change } = changes;
  const { userName } = requireTenantUser(tenant, name).user;
  const given = Object.values(change).some((value) => value !== undefined);
  if (given) await changePerson(parts, tenant, userName, change, by);
  await tenant.database.write(() => changeProfile(userName, profile));
  return requireTenantUser(tenant, userName);
}
