/** Going into another site, coming home, and what ends a visit. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run } from '../db/unit.ts';
import type { Clock, Timer } from '../clock.ts';
import type { Sessions } from '../tenants/sessions.ts';
import { personIn, type SessionJudge, type SignedIn } from '../tenants/sign-in.ts';
import type { BegunSession } from './console-sessions.ts';
import type { OpenTenant } from './open-tenant.ts';
import { mayEnter } from './site-list.ts';
import type { Tenants } from './tenants.ts';

const watchEveryMs = 1_000;

export interface VisitParts {
  judge: SessionJudge;
  sessions: Sessions;
  tenants: Tenants;
}

/** The name somebody goes by where they do not belong. */
export function visitorName({ home, userName }: { home: string; userName: string }): string {
  return `${home}/${userName}`;
}

async function note(tenant: OpenTenant, visitor: string, activity: AuditActivity, text: string): Promise<void> {
  const record = { timeMs: tenant.clock.now(), userName: visitor, type: 'Visit', activity, text, source: tenant.id, changes: [] };
  await tenant.database.write(() => run(insertAuditRecord(record)));
  tenant.feed.publish({ kind: 'changed', subject: 'support' });
}

/** A change that a visitor made. @param call its name; @param source id of what was changed, where it has one. */
export async function noteVisitorAct(tenant: OpenTenant, visitor: string, call: string, source: string | null): Promise<void> {
  const text = `${visitor}: ${call}`;
  const record = { timeMs: tenant.clock.now(), userName: visitor, type: 'Visit', activity: 'Visitor acted', text, source, changes: [] };
  await tenant.database.write(() => run(insertAuditRecord(record)));
}

/** @throws ExpectedError 'not-found' when there is none, 'forbidden' when this person may not be there. */
function requireEntrance({ judge, tenants }: VisitParts, person: SignedIn, id: string): OpenTenant {
  const tenant = tenants.get(id);
  const maySee = person.permissions.includes('sites:read');
  if (!tenant || (!maySee && id !== person.session.home)) throw new ExpectedError('not-found', 'There is no site of that short name');
  if (tenants.isSuspended(id)) throw new ExpectedError('conflict', 'The site is suspended');
  if (id === person.session.home) return tenant;
  if (!mayEnter(judge, tenant, person)) throw new ExpectedError('forbidden', 'The site has not granted you access');
  return tenant;
}

/**
 * Put a session into another tenant; it gets a new id. Both ends stand in the audit log of the tenant visited.
 * @param id null = the person's own.
 * @throws ExpectedError 'not-found', 'forbidden', 'conflict' when the site is suspended.
 */
export async function enterTenant(parts: VisitParts, person: SignedIn, id: string | null): Promise<BegunSession> {
  const { session } = person;
  const visitor = visitorName(session);
  const tenant = requireEntrance(parts, person, id ?? session.home);
  if (tenant.id !== session.home) await note(tenant, visitor, 'Site entered', `${visitor} came in`);
  const begun = await parts.sessions.enter(session, tenant.id);
  const left = parts.tenants.serving(session.tenant);
  if (left && session.tenant !== session.home && left !== tenant) await note(left, visitor, 'Site left', `${visitor} left`);
  const arrived = personIn(parts.judge, begun.session);
  if (!arrived) throw new ExpectedError('forbidden', 'The site has not granted you access');
  return { id: begun.id, person: arrived };
}

/** Send those home whose visit nothing allows any more: what was granted has run out or was ended. */
export async function endLapsedVisits(parts: VisitParts): Promise<void> {
  const lapsed = parts.sessions.visiting().filter((session) => personIn(parts.judge, session) === undefined);
  for (const session of lapsed) {
    await parts.sessions.sendHome(session);
    const tenant = parts.tenants.serving(session.tenant);
    if (tenant) await note(tenant, visitorName(session), 'Site left', `The access of ${visitorName(session)} ended`);
  }
}

/** Look every second whether a visit is over. */
export function watchVisits(parts: VisitParts, clock: Clock, onFailed: (error: unknown) => void): Timer {
  return clock.every(watchEveryMs, () => void endLapsedVisits(parts).catch(onFailed));
}

/** Names of those who are in a tenant that is not their own. */
export function visitorsIn(sessions: Sessions, tenant: OpenTenant): string[] {
  const visitors = sessions.inside(tenant.id).filter(({ home }) => home !== tenant.id);
  return [...new Set(visitors.map(visitorName))].sort();
}
