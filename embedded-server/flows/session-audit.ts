/** People's comings and goings in the audit records of their site. */
import type { AuditActivity } from '#contract/audit.ts';
import type { SessionEnding } from '#contract/locks.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import type { Sessions } from '../tenants/sessions.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('session-audit');

/** What happened to a person's session. `refused` is a sign-in with a wrong password. */
export type SessionEvent = 'signed in' | 'unlocked' | 'refused' | Exclude<SessionEnding, 'moved'>;

const activities: Record<SessionEvent, AuditActivity> = {
  'signed in': 'User signed in',
  unlocked: 'User unlocked the console',
  refused: 'Sign-in refused',
  'signed-out': 'User signed out',
  locked: 'User locked the console',
  idle: 'Console locked for idleness',
  'too-long': 'Session ended at its longest time',
  replaced: 'Session ended for a newer one',
  revoked: 'Session ended by administration',
};

/** A unit that records it. @param address where the person was, as the core saw it. */
export function* noteSessionEvent(tenant: OpenTenant, userName: string, event: SessionEvent, address: string): Unit<void> {
  const activity = activities[event];
  const text = `${activity}: ${userName} from ${address}`;
  const record = { timeMs: tenant.clock.now(), userName, type: 'User', activity, text, source: userName, changes: [] };
  yield* run(insertAuditRecord(record));
}

/**
 * Record every end of a session, whyever it ended, where its person belongs and where it was. Going to another site is
 * recorded by who lets somebody in (visits).
 * @returns the function that stops it.
 */
export function auditSessionEnds(sessions: Sessions, tenantOf: (id: string) => OpenTenant | undefined): () => void {
  const note = (id: string, userName: string, ending: Exclude<SessionEnding, 'moved'>, address: string) => {
    const tenant = tenantOf(id);
    tenant?.database
      .write(() => noteSessionEvent(tenant, userName, ending, address))
      .catch((error: unknown) => log.error({ err: error, userName, ending }, 'the end of a session could not be recorded'));
  };
  return sessions.onEnd(({ tenant, home, userName, address }, ending) => {
    if (ending === 'moved') return;
    note(home, userName, ending, address);
    if (tenant !== home) note(tenant, `${home}/${userName}`, ending, address);
  });
}
