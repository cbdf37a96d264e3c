/** Signing in to the console and out of it, and what keeps a session. */
import { ExpectedError } from '#contract/errors.ts';

import { accountOf } from '../tenants/basic-credential.ts';
import { assertPasswordAllowed } from '../tenants/password-policy.ts';
import { hashPassword } from '../tenants/passwords.ts';
import type { Locks } from '../tenants/locks.ts';
import type { Sessions } from '../tenants/sessions.ts';
import { signedIn, signInPerson, type SignedIn, type SignInParts } from '../tenants/sign-in.ts';
import { changeUser, findUser, noteUserActivity } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';
import { noteSessionEvent, type SessionEvent } from './session-audit.ts';

export interface SessionParts {
  signIn: SignInParts;
  tenant(id: string): OpenTenant | undefined;
  sessions: Sessions;
  locks: Locks;
}

/** A session that has just begun; the id goes into the cookie and nowhere else. */
export interface BegunSession {
  id: string;
  person: SignedIn;
}

/** Begin a session of somebody who has shown who they are. @param how for the audit record. */
export async function beginSession(
  { signIn, sessions }: SessionParts,
  tenant: OpenTenant,
  userName: string,
  address: string,
  how: SessionEvent = 'signed in',
): Promise<BegunSession> {
  const { id } = await sessions.begin({ tenant: tenant.id, userName, address });
  await tenant.database.write(function* () {
    yield* noteUserActivity(userName, tenant.clock.now());
    yield* noteSessionEvent(tenant, userName, how, address);
  });
  const person = signedIn(signIn, sessions, id);
  if (!person) throw new ExpectedError('unauthorized', 'Invalid credentials! : Bad credentials');
  return { id, person };
}

/** The tenant somebody belongs to, wherever their session is. */
function requireHome({ tenant }: SessionParts, id: string): OpenTenant {
  const home = tenant(id);
  if (!home) throw new Error(`the tenant ${id} is not open`);
  return home;
}

/**
 * Sign in with a form's name (`tenant/user`, or `user` of the main tenant) and password.
 * @throws ExpectedError 'unauthorized', 'too-many-requests', 'forbidden' when the tenant is suspended.
 */
export async function signIn(
  parts: SessionParts,
  name: string,
  password: string,
  address: string,
): Promise<BegunSession> {
  const account = accountOf(name);
  const tenant = parts.tenant(account.tenant);
  const user = await signInPerson(parts.signIn, { ...account, password }, address).catch(async (error: unknown) => {
    if (tenant) await noteRefusal(tenant, account.userName, address, error);
    throw error;
  });
  return beginSession(parts, requireHome(parts, account.tenant), user.userName, address);
}

/** A wrong password of somebody who exists; names nobody has are in the log alone, or strangers could fill the records. */
export async function noteRefusal(tenant: OpenTenant, name: string, address: string, error: unknown): Promise<void> {
  const known = findUser(tenant.database, name);
  const isWrong = error instanceof ExpectedError && error.code === 'unauthorized';
  if (known && isWrong) await tenant.database.write(() => noteSessionEvent(tenant, known.userName, 'refused', address));
}

/** The person did something: pointer or keys. */
export async function noteActivity(parts: SessionParts, { session }: SignedIn): Promise<void> {
  const home = requireHome(parts, session.home);
  await parts.sessions.noteActivity(session);
  await home.database.write(() => noteUserActivity(session.userName, home.clock.now()));
}

/**
 * Check the password of somebody signed in.
 * @param field the form's field, named in the error: 'unauthorized' would mean that the session is over.
 * @throws ExpectedError 'invalid', 'too-many-requests'.
 */
async function confirmPassword({ signIn: parts }: SessionParts, { session }: SignedIn, password: string, address: string, field: string): Promise<void> {
  const credential = { tenant: session.home, userName: session.userName, password };
  try {
    await signInPerson(parts, credential, address);
  } catch (error) {
    const isWrong = error instanceof ExpectedError && error.code === 'unauthorized';
    throw isWrong ? new ExpectedError('invalid', 'The password is wrong', { fields: { [field]: 'wrong' } }) : error;
  }
}

/** Give the password again for administration. @throws ExpectedError 'invalid', 'too-many-requests'. */
export async function stepUp(parts: SessionParts, person: SignedIn, password: string, address: string): Promise<void> {
  await confirmPassword(parts, person, password, address, 'password');
  await parts.sessions.stepUp(person.session);
}

/**
 * Change one's own password; every session of the person ends and a new one begins where they belong.
 * @throws ExpectedError 'invalid' with the field, 'too-many-requests'.
 */
export async function changeOwnPassword(
  parts: SessionParts,
  person: SignedIn,
  passwords: { current: string; next: string },
  address: string,
): Promise<BegunSession> {
  const { userName } = person.session;
  const tenant = requireHome(parts, person.session.home);
  await confirmPassword(parts, person, passwords.current, address, 'current');
  assertPasswordAllowed(passwords.next, { userName, tenant: tenant.id, role: person.user.role }, 'next');
  const passwordHash = await hashPassword(passwords.next);
  await tenant.database.write(() => changeUser(userName, { passwordHash }));
  await parts.sessions.endAllOf(tenant.id, userName, 'replaced');
  parts.locks.endAllOf(tenant.id, userName);
  return beginSession(parts, tenant, userName, address);
}
