/** Coming back to a locked console. */
import { ExpectedError } from '#contract/errors.ts';

import { signInPerson } from '../tenants/sign-in.ts';
import type { Locked } from '../tenants/locked.ts';
import { beginSession, noteRefusal, type BegunSession, type SessionParts } from './console-sessions.ts';
import type { OpenTenant } from './open-tenant.ts';

/**
 * Begin a session for whose lock it is; the lock is over.
 * @throws ExpectedError 'invalid' with the field for a wrong password ('unauthorized' would mean that the lock is over), 'too-many-requests'.
 */
export async function unlock(parts: SessionParts, tenant: OpenTenant, { lock, user }: Locked, password: string, address: string): Promise<BegunSession> {
  try {
    await signInPerson(parts.signIn, { tenant: lock.tenant, userName: user.userName, password }, address);
  } catch (error) {
    await noteRefusal(tenant, user.userName, address, error);
    const isWrong = error instanceof ExpectedError && error.code === 'unauthorized';
    throw isWrong ? new ExpectedError('invalid', 'The password is wrong', { fields: { password: 'wrong' } }) : error;
  }
  const begun = await beginSession(parts, tenant, user.userName, address, 'unlocked');
  parts.locks.end(lock);
  return begun;
}
