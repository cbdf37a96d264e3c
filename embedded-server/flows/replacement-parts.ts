/** The parts of an exchange of units, each with its way back. Units, to run inside the write that exchanges. */
import type { JsonObject } from '#contract/wire.ts';

import { activeOfDevice, moveEndedAlarms } from '../alarms/alarm-store.ts';
import { all, run, type Unit } from '../db/unit.ts';
import { moveEvents } from '../events/event-store.ts';
import { childrenOf, parentsOf } from '../managed-objects/child-store.ts';
import type { ExternalId } from '../managed-objects/external-id.ts';
import { deleteExternalId, externalIdsOf, insertExternalId } from '../managed-objects/external-id-store.ts';
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { contentOf, replaceContent } from '../managed-objects/record-object.ts';
import { moveOperations } from '../operations/operation-store.ts';
import { credentialsOf, deleteDeviceCredential, saveDeviceCredential } from '../tenants/device-credential-store.ts';
import { readPins, writePins } from '../tenants/site-settings.ts';
import { publishAlarm } from './alarm-publication.ts';
import { endAlarm } from './alarm-raising.ts';
import { addChild, removeChild } from './managed-object-children.ts';
import type { OpenTenant } from './open-tenant.ts';
import type { ReplacementUndo, UnitUndo } from './replacement-undo.ts';
import { endOutage } from './silence-watch.ts';

/** Fragments that tell of the unit, not of its place. */
const unitFragments = [
  'c8y_Hardware',
  'c8y_Firmware',
  'c8y_SoftwareList',
  'c8y_Software',
  'c8y_Agent',
  'c8y_Mobile',
  'c8y_Network',
  'c8y_SupportedOperations',
  'c8y_SupportedLogs',
  'c8y_SupportedConfigurations',
  'c8y_SupportedSoftwareTypes',
  'com_cumulocity_model_Agent',
] as const;

// --- credentials and external ids

export function* takeCredentialsAway(deviceId: number): Unit<ReplacementUndo['credentials']> {
  const rows = yield* all(credentialsOf(deviceId));
  for (const row of rows) yield* run(deleteDeviceCredential(row.user_name));
  return rows.map((row) => ({ userName: row.user_name, hash: Buffer.from(row.secret_hash).toString('hex') }));
}

export function* giveCredentialsBack(tenant: OpenTenant, deviceId: number, credentials: ReplacementUndo['credentials']): Unit<void> {
  for (const { userName, hash } of credentials) {
    yield* run(saveDeviceCredential(userName, Buffer.from(hash, 'hex'), deviceId, tenant.clock.now()));
  }
}

function* idsOf(objectId: number): Unit<ExternalId[]> {
  const rows = yield* all(externalIdsOf(objectId));
  return rows.map((row) => ({ type: row.type, externalId: row.external_id }));
}

export function* moveExternalIds(ids: readonly ExternalId[], toId: number): Unit<void> {
  for (const { type, externalId } of ids) {
    yield* run(deleteExternalId(type, externalId));
    yield* run(insertExternalId(type, externalId, toId));
  }
}

/** The unit's ids become the device's; what the old unit had of the same kinds is free again. */
export function* exchangeExternalIds(deviceId: number, unitId: number): Unit<{ taken: ExternalId[]; brought: ExternalId[] }> {
  const brought = yield* idsOf(unitId);
  const kinds = new Set(brought.map(({ type }) => type));
  const taken = (yield* idsOf(deviceId)).filter(({ type }) => kinds.has(type));
  for (const { type, externalId } of taken) yield* run(deleteExternalId(type, externalId));
  yield* moveExternalIds(brought, deviceId);
  return { taken, brought };
}

// --- fragments

/** The unit's own fragments in the old one's place. @returns what was there. */
export function* takeFragments(tenant: OpenTenant, device: ManagedObjectRow, unit: JsonObject): Unit<JsonObject> {
  const content = contentOf(device);
  const told = unitFragments.filter((name) => unit[name] !== undefined);
  const before = Object.fromEntries(told.map((name) => [name, content.fragments[name] ?? null]));
  if (told.length === 0) return before;
  const taken = Object.fromEntries(told.map((name) => [name, unit[name]]));
  yield* replaceContent(device, { ...content, fragments: { ...content.fragments, ...taken } }, tenant.clock.now());
  return before;
}

export function* giveFragmentsBack(tenant: OpenTenant, device: ManagedObjectRow, before: JsonObject): Unit<void> {
  const content = contentOf(device);
  const fragments = Object.fromEntries(Object.entries({ ...content.fragments, ...before }).filter(([, value]) => value !== null));
  yield* replaceContent(device, { ...content, fragments }, tenant.clock.now());
}

// --- what hangs together

export function* moveFamily(tenant: OpenTenant, deviceId: number, unitId: number): Unit<Pick<UnitUndo, 'parents' | 'children'> & Pick<ReplacementUndo, 'deviceParents'>> {
  const parents = (yield* all(parentsOf([unitId]))).map(({ id, kind }) => ({ id, kind }));
  const children = (yield* all(childrenOf([unitId]))).map(({ id, kind }) => ({ id, kind }));
  const gateways = parents.filter(({ kind }) => kind === 'device');
  const own = (yield* all(parentsOf([deviceId]))).filter(({ kind }) => kind === 'device').map(({ id }) => id);
  const deviceParents = gateways.length > 0 ? own : [];
  for (const { id, kind } of parents) yield* removeChild(tenant, id, kind, unitId);
  for (const { id, kind } of children) yield* removeChild(tenant, unitId, kind, id);
  for (const id of deviceParents) yield* removeChild(tenant, id, 'device', deviceId);
  for (const { id } of gateways) yield* addChild(tenant, id, 'device', deviceId);
  for (const { id, kind } of children) yield* addChild(tenant, deviceId, kind, id);
  return { parents, children, deviceParents };
}

export function* giveFamilyBack(tenant: OpenTenant, deviceId: number, unitId: number, { unit, deviceParents }: ReplacementUndo): Unit<void> {
  for (const { id, kind } of unit?.children ?? []) if (yield* removeChild(tenant, deviceId, kind, id)) yield* addChild(tenant, unitId, kind, id);
  for (const { id, kind } of unit?.parents ?? []) {
    if (kind === 'device') yield* removeChild(tenant, id, 'device', deviceId);
    yield* addChild(tenant, id, kind, unitId);
  }
  for (const id of deviceParents) yield* addChild(tenant, id, 'device', deviceId);
}

// --- what it has told

function* endActive(tenant: OpenTenant, unitId: number): Unit<void> {
  const nowMs = tenant.clock.now();
  yield* endOutage(tenant, unitId, nowMs);
  for (const { type } of yield* all(activeOfDevice(unitId))) yield* endAlarm(tenant, unitId, type, nowMs, nowMs);
  for (const { ruleId, target } of tenant.rules.standingsOfDevice(unitId)) tenant.rules.reset(ruleId, target);
}

export function* moveRecords(tenant: OpenTenant, deviceId: number, unitId: number): Unit<Pick<UnitUndo, 'alarms' | 'events' | 'operations'>> {
  yield* endActive(tenant, unitId);
  const alarms = (yield* all(moveEndedAlarms(unitId, deviceId))).map(({ id }) => id);
  for (const id of alarms) publishAlarm(tenant, id);
  const events = (yield* all(moveEvents(unitId, deviceId))).map(({ id }) => id);
  const operations = (yield* all(moveOperations(unitId, deviceId))).map(({ id }) => id);
  return { alarms, events, operations };
}

/** Values of the unit that people pinned are pinned as the device's. */
export function* movePins(tenant: OpenTenant, deviceId: number, unitId: number): Unit<void> {
  const pins = readPins(tenant.database);
  const renamed = pins.map((pin) => {
    const series = tenant.series.get(Number(pin));
    const own = series?.deviceId === unitId ? tenant.series.find(deviceId, series.fragment, series.series) : undefined;
    return own ? String(own.id) : pin;
  });
  if (renamed.some((pin, index) => pin !== pins[index])) yield* writePins(renamed);
}
