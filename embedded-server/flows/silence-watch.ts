/**
 * Devices that fall silent. The alarm about it is raised by the clock and ended by the next arrival, each in the
 * transaction of what decided it, so that an arrival on its way can neither be overlooked nor leave an alarm behind.
 *
 * When nothing comes from anything that hangs on a gateway there is one alarm, the gateway's; what is behind it is
 * silent for that reason and gets none of its own.
 */
import { unavailabilityAlarmType, unavailabilityTexts } from '#contract/alarms.ts';

import { activeOfType } from '../alarms/alarm-store.ts';
import { alarmOf } from '../alarms/alarm-row.ts';
import type { ContactState } from '../contacts/contact.ts';
import type { Outage } from '../contacts/outage-memory.ts';
import { allowedSilence, type Expectation } from '../contacts/silence.ts';
import { all, first, type Unit } from '../db/unit.ts';
import { childrenOf, parentsOf } from '../managed-objects/child-store.ts';
import { requiredInterval } from '../managed-objects/managed-object.ts';
import { findObject, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { supervisionOf } from '../managed-objects/supervision.ts';
import { readSupervision } from '../tenants/site-settings.ts';
import { endAlarm, raiseAlarm } from './alarm-raising.ts';
import { isWorkedOn } from './maintenance-cover.ts';
import type { OpenTenant } from './open-tenant.ts';

const minuteMs = 60_000;
/** What is not due is looked at again after this, whatever was changed meanwhile. */
const lookEveryMs = minuteMs;
/** Devices in one unit: a thousand falling silent must not hold up ingest. */
const sliceRows = 100;

/** Fragment that tells our alarms of this type from a gateway's own. */
const marker = 'valvomo_Outage';

// --- what is expected

function expectationOf(tenant: OpenTenant, row: ManagedObjectRow): Expectation {
  const fragments = fragmentsOf(row);
  if (supervisionOf(fragments) === 'off') return { kind: 'off' };
  const minutes = requiredInterval(fragments);
  if (minutes !== null) return minutes > 0 ? { kind: 'required', everyMs: minutes * minuteMs } : { kind: 'off' };
  return row.is_device === 1 && readSupervision(tenant.database) ? { kind: 'learned' } : { kind: 'off' };
}

/** When the silence of a device is too long, or null when it never is. */
export function silentTooLongAt(tenant: OpenTenant, row: ManagedObjectRow, state: ContactState): number | null {
  const allowedMs = allowedSilence(state, expectationOf(tenant, row));
  return allowedMs === null ? null : tenant.outages.countsFrom(row.id, state.arrivalMs) + allowedMs;
}

// --- what hangs together

interface Branch {
  parentId: number;
  others: number[];
}

/** The device something hangs on, with everything else that does. */
function* branchOf(id: number): Unit<Branch | null> {
  const parent = (yield* all(parentsOf([id]))).find(({ kind }) => kind === 'device');
  if (!parent) return null;
  const children = (yield* all(childrenOf([parent.id]))).filter(({ kind }) => kind === 'device');
  return { parentId: parent.id, others: [parent.id, ...children.map((child) => child.id)].filter((other) => other !== id) };
}

const intervalsToMiss = 2;

/**
 * Nothing came from the rest of the branch since this device should have spoken, though something was due: what
 * they hang on is the cause.
 */
function isSilent(tenant: OpenTenant, { others }: Branch, state: ContactState, nowMs: number): boolean {
  const known = others.flatMap((id) => tenant.contacts.get(id) ?? []);
  const expectedMs = state.arrivalMs + (state.intervalMs ?? 0);
  const alive = known.some(({ arrivalMs }) => arrivalMs > expectedMs);
  const overdue = known.some(({ arrivalMs, intervalMs }) => intervalMs !== null && arrivalMs + intervalMs * intervalsToMiss < nowMs);
  return overdue && !alive;
}

// --- raising

function* raise(tenant: OpenTenant, deviceId: number, kind: 'own' | 'branch', sinceMs: number, nowMs: number): Unit<void> {
  const { alarm } = yield* raiseAlarm(tenant, {
    deviceId,
    type: unavailabilityAlarmType,
    text: unavailabilityTexts[kind],
    severity: 'MAJOR',
    status: 'ACTIVE',
    ...{ sinceMs, timeMs: sinceMs, nowMs },
    by: 'system',
    ...{ help: '', cause: null, late: false },
    fragments: { [marker]: { kind } },
  });
  // Somebody else's alarm of the same type, a gateway's about its child: it says the same and is theirs to end.
  if (!alarm.fragments[marker]) return tenant.outages.lookAgain(deviceId, nowMs + lookEveryMs);
  tenant.outages.set(deviceId, { kind, arrivalMs: tenant.contacts.get(deviceId)?.arrivalMs ?? null });
}

function* hideBehind(tenant: OpenTenant, deviceId: number, parentId: number, state: ContactState, nowMs: number): Unit<void> {
  if (!tenant.outages.get(parentId)) {
    if (yield* isWorkedOn(tenant, parentId)) return;
    yield* raise(tenant, parentId, 'branch', state.arrivalMs, nowMs);
  }
  tenant.outages.set(deviceId, { kind: 'behind', parentId });
}

/** One device, as the running unit sees it: an arrival before in the queue counts. */
function* judge(tenant: OpenTenant, deviceId: number, nowMs: number): Unit<void> {
  const state = tenant.contacts.get(deviceId);
  const row = state && (yield* first(findObject(deviceId)));
  if (!state || !row || tenant.outages.get(deviceId)) return;
  tenant.outages.lookAgain(deviceId, nowMs + lookEveryMs);
  const dueMs = silentTooLongAt(tenant, row, state);
  if (dueMs === null) return;
  if (nowMs <= dueMs) return tenant.outages.lookAgain(deviceId, Math.min(dueMs + 1, nowMs + lookEveryMs));
  if (yield* isWorkedOn(tenant, deviceId)) return;
  const branch = yield* branchOf(deviceId);
  if (branch && isSilent(tenant, branch, state, nowMs)) yield* hideBehind(tenant, deviceId, branch.parentId, state, nowMs);
  else yield* raise(tenant, deviceId, 'own', state.arrivalMs, nowMs);
}

// --- ending

function* release(tenant: OpenTenant, parentId: number, nowMs: number): Unit<void> {
  for (const child of tenant.outages.behind(parentId)) tenant.outages.end(child, nowMs);
  if (tenant.outages.get(parentId)?.kind !== 'branch') return;
  tenant.outages.end(parentId, nowMs);
  yield* endAlarm(tenant, parentId, unavailabilityAlarmType, nowMs, nowMs);
}

/** Something arrived from a device: its outage is over, and that of what it hangs on. Inside the unit that stores it. */
export function* endOutage(tenant: OpenTenant, deviceId: number, arrivalMs: number): Unit<void> {
  const outage = tenant.outages.get(deviceId);
  if (!outage) return;
  if (outage.kind === 'behind') {
    tenant.outages.end(deviceId);
    return yield* release(tenant, outage.parentId, arrivalMs);
  }
  yield* release(tenant, deviceId, arrivalMs);
  tenant.outages.end(deviceId);
  yield* endAlarm(tenant, deviceId, unavailabilityAlarmType, arrivalMs, arrivalMs);
}

/** Nobody asks for a device any more: its alarm ends with the asking. Inside a unit. */
export function* forgetOutage(tenant: OpenTenant, deviceId: number, nowMs: number): Unit<void> {
  tenant.database.afterCommit.add(() => tenant.outages.lookNow());
  if (tenant.outages.get(deviceId)?.kind === 'behind') return tenant.outages.end(deviceId);
  yield* endOutage(tenant, deviceId, nowMs);
}

// --- the clock

/** It was heard from without its outage ending: cannot be, and must not stay. */
function isOver(tenant: OpenTenant, deviceId: number, outage: Outage): boolean {
  return outage.kind === 'own' && (tenant.contacts.get(deviceId)?.arrivalMs ?? null) !== outage.arrivalMs;
}

function candidates(tenant: OpenTenant, nowMs: number): number[] {
  const { outages } = tenant;
  const found: number[] = [];
  for (const [id, { arrivalMs }] of tenant.contacts.all()) {
    if (nowMs - outages.countsFrom(id, arrivalMs) < minuteMs || !outages.mayLook(id, nowMs)) continue;
    if (!outages.get(id)) found.push(id);
  }
  return found;
}

/** What the clock alone makes due. Idle, it writes nothing. */
export async function watchSilence(tenant: OpenTenant, nowMs: number): Promise<void> {
  const { outages } = tenant;
  outages.listener.look(nowMs, tenant.clock.monotonic());
  const over = [...outages.all()].filter(([id, outage]) => isOver(tenant, id, outage));
  for (const [id] of over) await tenant.database.write(() => endOutage(tenant, id, nowMs));
  const due = candidates(tenant, nowMs);
  for (let at = 0; at < due.length; at += sliceRows) {
    await tenant.database.write(function* () {
      for (const id of due.slice(at, at + sliceRows)) yield* judge(tenant, id, nowMs);
    });
  }
}

// --- at start

/** Whether the alarm ends by itself, when the device is heard from. */
export function isOutageAlarm(tenant: OpenTenant, { deviceId, type, fragments }: { deviceId: number; type: string; fragments: Readonly<Record<string, unknown>> }): boolean {
  const kind = tenant.outages.get(deviceId)?.kind;
  return type === unavailabilityAlarmType && marker in fragments && (kind === 'own' || kind === 'branch');
}

function loadBranch(tenant: OpenTenant, parentId: number): void {
  for (const { id, kind } of tenant.database.read(childrenOf([parentId]))) {
    if (kind === 'device' && !tenant.outages.get(id)) tenant.outages.load(id, { kind: 'behind', parentId });
  }
}

/** Alarms of ours that were active when the core stopped; once, before the first write and after the contacts are loaded. */
export function loadOutages(tenant: OpenTenant): void {
  const ours = tenant.database.read(activeOfType(unavailabilityAlarmType)).map(alarmOf).filter(({ fragments }) => marker in fragments);
  const kindOf = (content: unknown) => ((content as { kind?: unknown }).kind === 'branch' ? 'branch' : 'own');
  for (const { deviceId, fragments } of ours) {
    const arrivalMs = tenant.contacts.get(deviceId)?.arrivalMs ?? null;
    tenant.outages.load(deviceId, { kind: kindOf(fragments[marker]), arrivalMs });
  }
  for (const { deviceId, fragments } of ours) if (kindOf(fragments[marker]) === 'branch') loadBranch(tenant, deviceId);
}

