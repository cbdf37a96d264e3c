/** What happens next in a site by itself: from where rules, maintenance, shelving and silences stand now. Changes nothing. */
import type { CallReply } from '#contract/console-api.ts';
import { nextShown, type NextEvent } from '#contract/console/next-calls.ts';
import type { Rule } from '#contract/rules.ts';

import { findObject } from '../managed-objects/managed-object-store.ts';
import { openAlarms } from './console-alarms.ts';
import type { OpenTenant } from './open-tenant.ts';
import { silentTooLongAt } from './silence-watch.ts';

/** A device is overdue when it missed its usual interval by half of it: before, it is only on its way. */
const overdueIntervals = 1.5;
/** Devices whose expectation is looked up; who waits longest counts first. */
const mostLookedAt = 50;

function nameOf(tenant: OpenTenant, id: number): string {
  return tenant.database.readFirst(findObject(id))?.name ?? String(id);
}

function maintenanceEnds(tenant: OpenTenant): NextEvent[] {
  return tenant.maintenance.all().map(({ objectId, untilMs, sinceMs, reason }) => ({
    kind: 'maintenance-ends',
    atMs: untilMs,
    name: nameOf(tenant, objectId),
    sinceMs,
    reason,
  }));
}

/** Conditions of one rule that hold and have not held for long enough. */
function pendingOf(tenant: OpenTenant, { id, text, condition }: Rule): NextEvent[] {
  if (condition.kind !== 'threshold') return [];
  const { forMs } = condition;
  return tenant.rules.standingsOf(id).flatMap(({ target, phase }): NextEvent[] => {
    if (phase.kind !== 'pending') return [];
    const { deviceId } = target;
    const { sinceMs } = phase;
    return [{ kind: 'alarm-due', atMs: sinceMs + forMs, deviceId: String(deviceId), deviceName: nameOf(tenant, deviceId), text, sinceMs }];
  });
}

function alarmsDue(tenant: OpenTenant): NextEvent[] {
  return tenant.rules.rules().flatMap((rule) => pendingOf(tenant, rule));
}

function silencesDue(tenant: OpenTenant, nowMs: number): NextEvent[] {
  const overdue = [...tenant.contacts.all()].filter(
    ([id, { arrivalMs, intervalMs }]) => intervalMs !== null && nowMs - arrivalMs > intervalMs * overdueIntervals && !tenant.outages.get(id),
  );
  const first = overdue.sort(([, one], [, other]) => one.arrivalMs - other.arrivalMs).slice(0, mostLookedAt);
  return first.flatMap(([id, state]): NextEvent[] => {
    const row = tenant.database.readFirst(findObject(id));
    const atMs = row ? silentTooLongAt(tenant, row, state) : null;
    if (!row || atMs === null || atMs < nowMs) return [];
    return [{ kind: 'silence-due', atMs, deviceId: String(id), deviceName: row.name ?? String(id), heardMs: state.arrivalMs }];
  });
}

function shelvingEnds(tenant: OpenTenant): NextEvent[] {
  return openAlarms(tenant).alarms.flatMap(({ state: { shelved }, deviceId, deviceName, type, text }): NextEvent[] =>
    shelved === null ? [] : [{ kind: 'shelving-ends', atMs: shelved.untilMs, deviceId, deviceName, type, text, reason: shelved.reason }],
  );
}

/** The soonest first. What is due already happens within seconds and is left out only once it has happened. */
export function whatNext(tenant: OpenTenant): CallReply<'next'> {
  const nowMs = tenant.clock.now();
  const all = [...maintenanceEnds(tenant), ...alarmsDue(tenant), ...silencesDue(tenant, nowMs), ...shelvingEnds(tenant)];
  const events = all.sort((one, other) => one.atMs - other.atMs);
  return { events: events.slice(0, nextShown), more: Math.max(0, events.length - nextShown) };
}
