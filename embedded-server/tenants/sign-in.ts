/** People showing who they are: in the console with a form, on the device listener with every request. */
import { ExpectedError } from '#contract/errors.ts';
import { rolePermissions, type Permission, type Session } from '#contract/tenants.ts';

import type { TenantDatabase } from '../db/tenant-database.ts';
import { logger } from '../log.ts';
import type { PasswordCheck } from './password-check.ts';
import type { LiveSession, Sessions } from './sessions.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { findUser, type User } from './users.ts';

const log = logger('sign-in');

/** What it takes to judge a password. */
export interface SignInParts {
  /** The file of a tenant; undefined when there is no such tenant. */
  databaseOf(tenant: string): TenantDatabase | undefined;
  passwords: PasswordCheck;
  throttle: SignInThrottle;
}

export interface PasswordCredential {
  tenant: string;
  userName: string;
  password: string;
}

/** The answer to everything wrong, whatever was wrong. */
export function wrongCredentials(): ExpectedError {
  return new ExpectedError('unauthorized', 'Invalid credentials! : Bad credentials');
}

/**
 * Check a password that a person chose: throttled first, hashed only when it may be tried.
 * @param storedHash null for somebody unknown: wrong, and takes as long.
 * @throws ExpectedError 'unauthorized', 'too-many-requests'.
 */
export async function checkPassword(
  { passwords, throttle }: Pick<SignInParts, 'passwords' | 'throttle'>,
  { tenant, userName, password }: PasswordCredential,
  storedHash: string | null,
  address: string,
): Promise<void> {
  const account = `${tenant}/${userName}`;
  if (storedHash !== null && passwords.isRemembered(password, storedHash)) {
    throttle.assertOpen(account, address);
    if (await passwords.matches(password, storedHash)) return;
    throw wrongCredentials();
  }
  const attempt = throttle.begin(account, address);
  const matches = await passwords.matches(password, storedHash).catch((error: unknown) => {
    attempt.abandoned();
    throw error;
  });
  if (!matches) {
    log.warn({ account, address, known: storedHash !== null }, 'a sign-in failed');
    throw wrongCredentials();
  }
  attempt.succeeded();
}

function findEnabled(parts: SignInParts, tenant: string, userName: string): User | undefined {
  const database = parts.databaseOf(tenant);
  const user = database && findUser(database, userName);
  return user && !user.disabled ? user : undefined;
}

/**
 * The person behind a user name and password.
 * @throws ExpectedError 'unauthorized', 'too-many-requests'.
 */
export async function signInPerson(parts: SignInParts, credential: PasswordCredential, address: string): Promise<User> {
  const { tenant, userName } = credential;
  const hash = findEnabled(parts, tenant, userName)?.passwordHash ?? null;
  await checkPassword(parts, credential, hash, address);
  // The check takes a while, in which the person may have been disabled or got another password.
  const user = findEnabled(parts, tenant, userName);
  if (!user || user.passwordHash !== hash) throw wrongCredentials();
  return user;
}

/** Somebody signed in to the console. */
export interface SignedIn {
  session: LiveSession;
  user: User;
  permissions: readonly Permission[];
}

/** Who a session's id belongs to; undefined when the session has ended or the person is gone or disabled. */
export function signedIn(
  { databaseOf }: Pick<SignInParts, 'databaseOf'>,
  sessions: Sessions,
  sessionId: string | undefined,
): SignedIn | undefined {
  const session = sessionId === undefined ? undefined : sessions.find(sessionId);
  const database = session && databaseOf(session.tenant);
  const user = database && findUser(database, session.userName);
  return user && !user.disabled ? { session, user, permissions: rolePermissions[user.role] } : undefined;
}

/** A session as the console sees it. */
export function sessionView(sessions: Sessions, { session, user, permissions }: SignedIn): Session {
  return {
    tenant: session.tenant,
    userName: user.userName,
    role: user.role,
    permissions: [...permissions],
    ...sessions.ends(session),
  };
}
