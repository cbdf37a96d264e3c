/**
 * A broken unit is exchanged and the device stays: its history, alarms, rules, pins and groups are about the place.
 * What belongs to the new unit (credential, serial numbers, hardware, what hangs on it) takes the old one's place, and
 * what it has sent before comes along. Its own object stays as an empty shell under its id, which means the device
 * from then on. Nothing is deleted; the newest replacement can be taken back.
 */
import type { AuditActivity } from '#contract/audit.ts';
import type { CounterSwap } from '#contract/counter-swaps.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { DeviceSecret } from '#contract/console/device-calls.ts';
import { parseId } from '#contract/wire.ts';

import { assignAlarms } from '../alarms/alarm-store.ts';
import { insertAuditRecord } from '../audit/audit-store.ts';
import { all, first, run, type Unit } from '../db/unit.ts';
import { assignEvents } from '../events/event-store.ts';
import { ancestors } from '../managed-objects/child-store.ts';
import { setOwner, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { contentOf, replaceContent } from '../managed-objects/record-object.ts';
import { assignOperations } from '../operations/operation-store.ts';
import { findReplacement, insertReplacement, replacementsOf, setStage, type ReplacementRow } from '../replacements/replacement-store.ts';
import { bindCredential, credentialsOf } from '../tenants/device-credential-store.ts';
import { swapsToKeep } from './counter-swaps.ts';
import { noSuchObject } from './device-scope.ts';
import { giveSecret } from './device-secrets.ts';
import { publishInventory, requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { takeMeasurementsAlong, takeMeasurementsBack } from './replacement-moves.ts';
import {
  exchangeExternalIds,
  giveCredentialsBack,
  giveFamilyBack,
  giveFragmentsBack,
  moveExternalIds,
  moveFamily,
  movePins,
  moveRecords,
  takeCredentialsAway,
  takeFragments,
} from './replacement-parts.ts';
import { replacementUndoSchema, type ReplacementUndo, type UnitUndo } from './replacement-undo.ts';
import { endOutage } from './silence-watch.ts';

/** Marks the empty shell. */
const shellFragment = 'valvomo_ReplacedBy';
/** How long a replacement can be taken back. */
export const undoableMs = 7 * 24 * 60 * 60_000;

function requireId(objectId: string): number {
  const id = parseId(objectId);
  if (id === null) throw noSuchObject(objectId);
  return id;
}

interface Exchanged {
  unitId: number | null;
  counters?: readonly CounterSwap[];
}

function* audit(tenant: OpenTenant, device: ManagedObjectRow, by: string, activity: AuditActivity, { unitId, counters = [] }: Exchanged): Unit<void> {
  const readings = counters.map(({ fragment, series, lastOld, firstNew }) => ({ attribute: `${fragment}.${series}`, previousValue: lastOld, newValue: firstNew }));
  const changes = [{ attribute: 'unit', previousValue: String(device.id), newValue: unitId === null ? 'new credential' : String(unitId) }, ...readings];
  const text = `${activity}: ${device.name ?? device.id}`;
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Inventory', activity, text, changes };
  yield* run(insertAuditRecord({ ...record, source: String(device.id) }));
}

function* requireSuitable(device: ManagedObjectRow, unit: ManagedObjectRow): Unit<void> {
  const refuse = (message: string) => new ExpectedError('invalid', message, { fields: { unitId: message } });
  if (device.id === unit.id) throw refuse('A device cannot replace itself');
  if (device.is_device !== 1 || unit.is_device !== 1) throw refuse('Only devices replace each other');
  const related = [...(yield* all(ancestors(device.id))), ...(yield* all(ancestors(unit.id)))].map(({ id }) => id);
  if (related.includes(unit.id) || related.includes(device.id)) throw refuse('One of them hangs on the other');
}

// --- the two ways

interface Said {
  by: string;
  /** Where counters stood, as far as somebody has read them. */
  swaps: readonly CounterSwap[];
}

function* exchange(tenant: OpenTenant, deviceId: number, unitId: number, { by, swaps }: Said): Unit<number> {
  const device = yield* requireRow(deviceId);
  const unit = yield* requireRow(unitId);
  yield* requireSuitable(device, unit);
  const counters = swapsToKeep(tenant, deviceId, swaps);
  const unitContent = contentOf(unit);
  const fragments = yield* takeFragments(tenant, device, unitContent.fragments);
  const { taken, brought } = yield* exchangeExternalIds(deviceId, unitId);
  const credentials = yield* takeCredentialsAway(deviceId);
  const userNames = (yield* all(credentialsOf(unitId))).map((row) => row.user_name);
  for (const userName of userNames) yield* run(bindCredential(deviceId, userName));
  yield* run(setOwner(userNames[0] ?? unit.owner, deviceId));
  const family = yield* moveFamily(tenant, deviceId, unitId);
  const records = yield* moveRecords(tenant, deviceId, unitId);
  yield* movePins(tenant, deviceId, unitId);
  yield* tenant.contacts.inherit(deviceId, unitId);
  tenant.maintenance.end(unitId);
  yield* replaceContent(unit, { ...unitContent, fragments: { [shellFragment]: { id: String(deviceId) } } }, tenant.clock.now());
  const { deviceParents, ...own } = family;
  const undo: ReplacementUndo = {
    owner: device.owner,
    ...{ fragments, credentials, deviceParents },
    externalIds: taken,
    counters,
    unit: { ...unitContent, credentials: userNames, externalIds: brought, ...own, ...records },
  };
  const row = yield* first(insertReplacement(deviceId, unitId, tenant.clock.now(), by, 'moving', JSON.stringify(undo)));
  if (!row) throw new Error('an inserted replacement gave no id');
  tenant.successors.set(unitId, deviceId);
  tenant.exchanges.set(deviceId, tenant.clock.now());
  yield* endOutage(tenant, deviceId, tenant.clock.now());
  yield* audit(tenant, device, by, 'Device replaced', { unitId, counters });
  publishInventory(tenant, device, { is_device: 1, is_group: 1 });
  return row.id;
}

function* exchangeSecret(tenant: OpenTenant, deviceId: number, { by, swaps }: Said): Unit<{ id: number; secret: DeviceSecret }> {
  const device = yield* requireRow(deviceId);
  if (device.is_device !== 1) throw new ExpectedError('invalid', 'Only devices are replaced');
  const counters = swapsToKeep(tenant, deviceId, swaps);
  const credentials = yield* takeCredentialsAway(deviceId);
  const secret = yield* giveSecret(tenant, deviceId);
  yield* run(setOwner(secret.userName, deviceId));
  const undo: ReplacementUndo = { owner: device.owner, fragments: {}, credentials, externalIds: [], deviceParents: [], unit: null, counters };
  const row = yield* first(insertReplacement(deviceId, null, tenant.clock.now(), by, 'done', JSON.stringify(undo)));
  if (!row) throw new Error('an inserted replacement gave no id');
  tenant.exchanges.set(deviceId, tenant.clock.now());
  yield* audit(tenant, device, by, 'Device replaced', { unitId: null, counters });
  publishInventory(tenant, device);
  return { id: row.id, secret };
}

export interface Replacement {
  id: string;
  /** For a unit that was not connected before; stored nowhere. */
  secret: DeviceSecret | null;
}

/**
 * Put a new unit in a device's place.
 * @param unitId the device the new unit is so far, or null for one that has not been connected yet.
 * @param swaps where counters stood at the exchange: their pictures go on over it.
 * @throws ExpectedError 'not-found', 'invalid' when the two cannot be exchanged or a counter is none of the device's.
 */
export async function replaceDevice(tenant: OpenTenant, deviceId: string, unitId: string | null, by: string, swaps: readonly CounterSwap[] = []): Promise<Replacement> {
  const device = requireId(deviceId);
  if (unitId === null) {
    const made = await tenant.database.write(() => exchangeSecret(tenant, device, { by, swaps }));
    return { id: String(made.id), secret: made.secret };
  }
  const unit = requireId(unitId);
  const id = await tenant.database.write(() => exchange(tenant, device, unit, { by, swaps }));
  await takeMeasurementsAlong(tenant, id, unit, device);
  return { id: String(id), secret: null };
}

// --- taking it back

/** The newest replacement of a device that may still be taken back. */
export function isUndoable(row: ReplacementRow, newest: boolean, nowMs: number): boolean {
  return newest && row.stage === 'done' && nowMs - row.at_ms <= undoableMs;
}

function* requireUndoable(tenant: OpenTenant, id: number): Unit<ReplacementRow> {
  const row = yield* first(findReplacement(id));
  if (!row || row.stage === 'undone') throw new ExpectedError('not-found', 'There is no such replacement');
  const [newest] = yield* all(replacementsOf(row.managed_object_id));
  if (isUndoable(row, newest?.id === id, tenant.clock.now())) return row;
  throw new ExpectedError('conflict', 'This replacement cannot be taken back any more');
}

function* giveUnitBack(tenant: OpenTenant, deviceId: number, unitId: number, undo: ReplacementUndo, unit: UnitUndo): Unit<void> {
  const shell = yield* requireRow(unitId);
  const restored = yield* replaceContent(shell, { name: unit.name, type: unit.type, fragments: unit.fragments }, tenant.clock.now());
  for (const userName of unit.credentials) yield* run(bindCredential(unitId, userName));
  yield* moveExternalIds(unit.externalIds, unitId);
  yield* giveFamilyBack(tenant, deviceId, unitId, undo);
  if (unit.alarms.length > 0) yield* run(assignAlarms(unit.alarms, unitId));
  if (unit.events.length > 0) yield* run(assignEvents(unit.events, unitId));
  if (unit.operations.length > 0) yield* run(assignOperations(unit.operations, unitId));
  tenant.successors.end(unitId);
  publishInventory(tenant, restored);
}

function* undoInUnit(tenant: OpenTenant, id: number, by: string): Unit<ReplacementRow> {
  const row = yield* requireUndoable(tenant, id);
  const undo = replacementUndoSchema.parse(JSON.parse(row.undo));
  const deviceId = row.managed_object_id;
  const device = yield* requireRow(deviceId);
  if (undo.unit === null) yield* takeCredentialsAway(deviceId);
  else if (row.replaced_by_id !== null) yield* giveUnitBack(tenant, deviceId, row.replaced_by_id, undo, undo.unit);
  yield* giveCredentialsBack(tenant, deviceId, undo.credentials);
  yield* moveExternalIds(undo.externalIds, deviceId);
  yield* giveFragmentsBack(tenant, device, undo.fragments);
  yield* run(setOwner(undo.owner, deviceId));
  yield* run(setStage('undone', id));
  tenant.exchanges.set(deviceId, tenant.clock.now());
  yield* audit(tenant, device, by, 'Replacement taken back', { unitId: row.replaced_by_id });
  publishInventory(tenant, device, { is_device: 1, is_group: 1 });
  return row;
}

/** Both are again what they were. @throws ExpectedError 'not-found', 'conflict' when it is too late. */
export async function undoReplacement(tenant: OpenTenant, replacementId: string, by: string): Promise<void> {
  const id = requireId(replacementId);
  const row = await tenant.database.write(() => undoInUnit(tenant, id, by));
  if (row.replaced_by_id !== null) await takeMeasurementsBack(tenant, id, row.replaced_by_id, row.managed_object_id);
}

