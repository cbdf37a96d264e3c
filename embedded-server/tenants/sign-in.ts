/** People showing who they are: in the console with a form, on the device listener with every request. */
import { ExpectedError } from '#contract/errors.ts';
import type { Permission, Session, Visit } from '#contract/tenants.ts';

import type { Clock } from '../clock.ts';
import type { Reader } from '../db/platform-database.ts';
import type { TenantDatabase } from '../db/tenant-database.ts';
import { logger } from '../log.ts';
import type { PasswordCheck } from './password-check.ts';
import type { LiveSession, Sessions } from './sessions.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { findUser, type User } from './users.ts';
import { standingAtHome, standingElsewhere } from './visits.ts';

const log = logger('sign-in');

/** What it takes to judge a password. */
export interface SignInParts {
  /** The file of a tenant; undefined when there is no such tenant. */
  databaseOf(tenant: string): TenantDatabase | undefined;
  /** Whether a tenant's people and devices are turned away. */
  isSuspended(tenant: string): boolean;
  platform: Reader;
  clock: Clock;
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

/** The answer to somebody of a suspended tenant who has shown who they are. */
export function suspended(): ExpectedError {
  return new ExpectedError('forbidden', 'The tenant is suspended');
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

/** Somebody of a tenant who may sign in. */
export function findEnabled(parts: SignInParts, tenant: string, userName: string): User | undefined {
  const database = parts.databaseOf(tenant);
  const user = database && findUser(database, userName);
  return user && !user.disabled ? user : undefined;
}

/**
 * The person behind a user name and password.
 * @throws ExpectedError 'unauthorized', 'too-many-requests', 'forbidden' when their tenant is suspended.
 */
export async function signInPerson(parts: SignInParts, credential: PasswordCredential, address: string): Promise<User> {
  const { tenant, userName } = credential;
  const hash = findEnabled(parts, tenant, userName)?.passwordHash ?? null;
  await checkPassword(parts, credential, hash, address);
  // The check takes a while, in which the person may have been disabled or got another password.
  const user = findEnabled(parts, tenant, userName);
  if (!user || user.passwordHash !== hash) throw wrongCredentials();
  if (parts.isSuspended(tenant)) throw suspended();
  return user;
}

/** Somebody signed in to the console. */
export interface SignedIn {
  session: LiveSession;
  /** The person; in a tenant that is not their own their name has that of their own before it, `main/anna`. */
  user: User;
  permissions: readonly Permission[];
  /** Null at home. */
  visit: Visit | null;
}

/** The part of {@link SignInParts} that knows sessions. */
export type SessionJudge = Pick<SignInParts, 'databaseOf' | 'isSuspended' | 'platform' | 'clock'>;

function isOpenTo({ isSuspended }: SessionJudge, { tenant, home }: LiveSession): boolean {
  return !isSuspended(home) && !isSuspended(tenant);
}

/** Who a live session belongs to; undefined when the person is gone or disabled, or may not be where the session is. */
export function personIn(parts: SessionJudge, session: LiveSession): SignedIn | undefined {
  const { tenant, home, userName } = session;
  const [own, site] = [parts.databaseOf(home), parts.databaseOf(tenant)];
  const user = own && findUser(own, userName);
  if (!user || user.disabled || !site || !isOpenTo(parts, session)) return undefined;
  const account = { tenant: home, userName: user.userName, role: user.role };
  if (tenant === home) return { session, user, ...standingAtHome(parts.platform, account) };
  const standing = standingElsewhere(parts.platform, site, account, parts.clock.now());
  return standing ? { session, user: { ...user, userName: `${home}/${user.userName}` }, ...standing } : undefined;
}

/** Who a session's id belongs to; undefined when the session has ended or {@link personIn} knows nobody. */
export function signedIn(parts: SessionJudge, sessions: Sessions, sessionId: string | undefined): SignedIn | undefined {
  const session = sessionId === undefined ? undefined : sessions.find(sessionId);
  return session && personIn(parts, session);
}

/** A session as the console sees it. */
export function sessionView(sessions: Sessions, { session, user, permissions, visit }: SignedIn): Session {
  return {
    tenant: session.tenant,
    home: session.home,
    visit,
    userName: user.userName,
    role: user.role,
    permissions: [...permissions],
    ...sessions.ends(session),
  };
}
