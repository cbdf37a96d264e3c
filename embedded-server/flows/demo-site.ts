/**
 * The demo site of a tenant: asked for and given up with one call each, made, run and taken away by housekeeping, so
 * that a restart in between only delays it. Its devices' readings go the way of any device's request, so that rules
 * and alarms about them are real. What is in it stands in one setting; whatever people added to its groups is theirs.
 */
import { z } from 'zod';

import { demoStates, type DemoSite } from '#contract/console/demo-calls.ts';
import { ExpectedError } from '#contract/errors.ts';
import { localDayAt, localDayStart } from '#contract/local-day.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run, type Unit } from '../db/unit.ts';
import { demoDevices, demoGroups, demoRules } from '../demo/demo-plan.ts';
import { demoReading, historyMoments, lastDue } from '../demo/demo-readings.ts';
import { dayMs, type DemoMoment } from '../demo/demo-values.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { batchOf } from '../measurements/measurement-batch.ts';
import { parseMeasurements } from '../measurements/measurement.ts';
import { readSetting, settingInUnit, writeSetting } from '../tenants/settings.ts';
import { readPins, readSite, writePins } from '../tenants/site-settings.ts';
import { removeDemo } from './demo-removal.ts';
import { ingestMeasurements } from './ingest.ts';
import { addChild } from './managed-object-children.ts';
import { publishInventory } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { addRule } from './rule-changes.ts';

const demoSchema = z.object({
  state: z.enum(demoStates),
  /** Who made it, and when. */
  by: z.string(),
  madeMs: z.number(),
  /** The group that holds all of it first, then its groups and devices in the order of the plan. */
  groups: z.array(z.number()),
  devices: z.array(z.number()),
  /** Moments of the history that are stored. */
  history: z.number(),
});
export type StoredDemo = z.infer<typeof demoSchema>;
const demoSetting = { key: 'demo', schema: demoSchema };

const none: StoredDemo = { state: 'none', by: '', madeMs: 0, groups: [], devices: [], history: 0 };

/** Marks everything of it in the inventory. */
const marked = { valvomo_Demo: {} };

export function storedDemo(tenant: OpenTenant): StoredDemo {
  return readSetting(tenant.database, demoSetting) ?? none;
}

function* demoInUnit(): Unit<StoredDemo> {
  return (yield* settingInUnit(demoSetting)) ?? none;
}

function viewOf(demo: StoredDemo): DemoSite {
  const { state, devices, groups, history, madeMs } = demo;
  const all = state === 'making' ? historyMoments(madeMs).length : 1;
  const [top] = groups;
  return { state, devices: devices.length, progress: state === 'making' ? Math.min(1, history / all) : 1, groupId: top === undefined ? null : String(top) };
}

export function demoSite(tenant: OpenTenant): DemoSite {
  return viewOf(storedDemo(tenant));
}

/** Store the state and tell the console once it is on disk. */
export function* storeDemo(tenant: OpenTenant, demo: StoredDemo): Unit<void> {
  yield* writeSetting(demoSetting, demo);
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'demo' }));
}

function* audit(tenant: OpenTenant, by: string, act: string): Unit<void> {
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Site', activity: `Demo site ${act}`, text: `Demo site ${act}` };
  yield* run(insertAuditRecord({ ...record, source: tenant.id, changes: [] }));
}

// --- asking for it

function* insertGroup(tenant: OpenTenant, name: string, parent: number | undefined, by: string): Unit<number> {
  const type = parent === undefined ? 'c8y_DeviceGroup' : 'c8y_DeviceSubgroup';
  const row = yield* insertContent({ name, type, fragments: { c8y_IsDeviceGroup: {}, ...marked } }, by, tenant.clock.now());
  publishInventory(tenant, row);
  if (parent !== undefined) yield* addChild(tenant, parent, 'asset', row.id);
  return row.id;
}

function* insertGroups(tenant: OpenTenant, by: string): Unit<{ ids: number[]; byKey: Map<string, number> }> {
  const top = yield* insertGroup(tenant, 'Demo site', undefined, by);
  const ids = [top];
  const byKey = new Map<string, number>();
  for (const { key, name, parent } of demoGroups) {
    const id = yield* insertGroup(tenant, name, parent === undefined ? top : byKey.get(parent), by);
    byKey.set(key, id);
    ids.push(id);
  }
  return { ids, byKey };
}

function* insertDevices(tenant: OpenTenant, byKey: ReadonlyMap<string, number>, by: string): Unit<number[]> {
  const ids: number[] = [];
  for (const { name, type, group } of demoDevices) {
    const row = yield* insertContent({ name, type, fragments: { c8y_IsDevice: {}, ...marked } }, by, tenant.clock.now());
    publishInventory(tenant, row);
    const parent = byKey.get(group);
    if (parent === undefined) throw new Error(`the demo site has no group ${group}`);
    yield* addChild(tenant, parent, 'asset', row.id);
    ids.push(row.id);
  }
  return ids;
}

/**
 * Begin making the demo site: its groups and devices are there when this returns, history, rules and pins follow.
 * @throws ExpectedError 'conflict' when there is one.
 */
export async function makeDemoSite(tenant: OpenTenant, by: string): Promise<DemoSite> {
  const demo = await tenant.database.write(function* () {
    if ((yield* demoInUnit()).state !== 'none') throw new ExpectedError('conflict', 'There is a demo site already');
    const { ids, byKey } = yield* insertGroups(tenant, by);
    const devices = yield* insertDevices(tenant, byKey, by);
    const made: StoredDemo = { state: 'making', by, madeMs: tenant.clock.now(), groups: ids, devices, history: 0 };
    yield* audit(tenant, by, 'made');
    yield* storeDemo(tenant, made);
    return made;
  });
  return viewOf(demo);
}

/** Begin taking the demo site away. @throws ExpectedError 'conflict' when there is none. */
export async function removeDemoSite(tenant: OpenTenant, by: string): Promise<DemoSite> {
  const removing = await tenant.database.write(function* () {
    const demo = yield* demoInUnit();
    if (demo.state === 'none') throw new ExpectedError('conflict', 'There is no demo site');
    const given: StoredDemo = { ...demo, state: 'removing' };
    yield* audit(tenant, by, 'removed');
    yield* storeDemo(tenant, given);
    return given;
  });
  return viewOf(removing);
}

// --- making it

function momentOf(timeMs: number, madeMs: number, zone: string): DemoMoment {
  const midnight = localDayStart(localDayAt(timeMs, zone), zone);
  return { timeMs, sinceMs: timeMs - madeMs, dayPart: ((timeMs - midnight) / dayMs) % 1 };
}

/** Devices that are still there: people may have deleted some. */
function present(tenant: OpenTenant, demo: StoredDemo) {
  return demoDevices.flatMap((device, index) => {
    const id = demo.devices[index];
    return id !== undefined && tenant.groups.parentsOf(id).length > 0 ? [{ device, index, id }] : [];
  });
}

/** Everything the devices sent at a moment of the past; rules do not look at it. */
function sendPast(tenant: OpenTenant, demo: StoredDemo, zone: string, timeMs: number): Promise<unknown> {
  const moment = momentOf(timeMs, demo.madeMs, zone);
  const measurements = present(tenant, demo).map(({ device, id }) => demoReading(device, id, moment));
  return ingestMeasurements(tenant, {
    measurements: batchOf(parseMeasurements({ measurements }, true)),
    arrivalMs: timeMs,
    // A stop between this and its note in the setting must not store it twice.
    idempotency: { owner: 'demo', key: `demo-${demo.madeMs}-${timeMs}` },
    isPast: true,
  });
}

/** Moments of the past that are stored between two looks at whether it is still wanted. */
const stretch = 48;

async function makeHistory(tenant: OpenTenant, demo: StoredDemo): Promise<StoredDemo> {
  const { timeZone } = readSite(tenant.database, tenant.id);
  const moments = historyMoments(demo.madeMs);
  let current = demo;
  while (current.state === 'making' && current.history < moments.length) {
    const next = moments.slice(current.history, current.history + stretch);
    await Promise.all(next.map((timeMs) => sendPast(tenant, demo, timeZone, timeMs)));
    current = await tenant.database.write(function* () {
      // It may have been given up meanwhile.
      const stored = yield* demoInUnit();
      if (stored.state !== 'making') return stored;
      const further = { ...stored, history: stored.history + next.length };
      yield* storeDemo(tenant, further);
      return further;
    });
  }
  return current;
}

async function addRules(tenant: OpenTenant, demo: StoredDemo): Promise<void> {
  const known = new Set(tenant.rules.rules().map(({ name, scope }) => (scope.kind === 'group' ? `${scope.groupId} ${name}` : '')));
  for (const { group, ...draft } of demoRules) {
    const id = demo.groups[1 + demoGroups.findIndex(({ key }) => key === group)];
    if (id === undefined || known.has(`${id} ${draft.name}`)) continue;
    await addRule(tenant, { ...draft, enabled: true, scope: { kind: 'group', groupId: String(id) } }, demo.by);
  }
}

/** Series that are pinned, where nobody has pinned anything yet. */
function* pinValues(tenant: OpenTenant, demo: StoredDemo): Unit<void> {
  if (readPins(tenant.database).length > 0) return;
  const pins = present(tenant, demo).flatMap(({ device, id }) => {
    const series = [...tenant.series.ofDevice(id)];
    return (device.pinned ?? []).flatMap((number) => {
      const wanted = device.values[number];
      return series.filter((one) => one.fragment === wanted?.fragment && one.series === wanted.series).map((one) => String(one.id));
    });
  });
  yield* writePins(pins);
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'pins' }));
}

async function make(tenant: OpenTenant, demo: StoredDemo): Promise<void> {
  const made = await makeHistory(tenant, demo);
  if (made.state !== 'making') return;
  await addRules(tenant, made);
  await tenant.database.write(function* () {
    if ((yield* demoInUnit()).state !== 'making') return;
    yield* pinValues(tenant, made);
    yield* storeDemo(tenant, { ...made, state: 'running' });
  });
}

// --- running it

/** Up to when each tenant's devices have sent; nothing is made up for time in which the core was down. */
const sentUpTo = new WeakMap<OpenTenant, number>();

async function send(tenant: OpenTenant, demo: StoredDemo, nowMs: number): Promise<void> {
  const { timeZone } = readSite(tenant.database, tenant.id);
  const fromMs = sentUpTo.get(tenant) ?? nowMs - 60_000;
  sentUpTo.set(tenant, nowMs);
  const posts = present(tenant, demo).map(async ({ device, index, id }) => {
    const dueMs = lastDue(device, index, fromMs, nowMs);
    if (dueMs === null) return;
    const measurements = batchOf(parseMeasurements(demoReading(device, id, momentOf(dueMs, demo.madeMs, timeZone)), false));
    await ingestMeasurements(tenant, { measurements, arrivalMs: nowMs, idempotency: null });
  });
  await Promise.all(posts);
}

/** What housekeeping does for the demo site every second. */
export async function tickDemo(tenant: OpenTenant, nowMs: number): Promise<void> {
  const demo = storedDemo(tenant);
  switch (demo.state) {
    case 'none':
      return;
    case 'making':
      return make(tenant, demo);
    case 'running':
      return send(tenant, demo, nowMs);
    case 'removing':
      await removeDemo(tenant, demo);
      return tenant.database.write(() => storeDemo(tenant, none));
  }
}
