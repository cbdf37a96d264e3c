/**
 * The bin: a deleted device or group is out of every list, count and rule at once, and its credential works no more;
 * what it measured stays. Restored, everything it had is its own again. Units, to run inside a write.
 */
import { unavailabilityAlarmType } from '#contract/alarms.ts';
import { ExpectedError } from '#contract/errors.ts';
import { ruleOfAlarmType } from '#contract/rules.ts';

import { closeOpenOfDevice, findAlarm, openRowsOfDevice, restoreAlarmState } from '../alarms/alarm-store.ts';
import { findContact } from '../contacts/contact-store.ts';
import { all, first, run, type Unit } from '../db/unit.ts';
import {
  deleteExternalIdsOf,
  deleteFragmentsOf,
  deleteReferencesOfChild,
  deleteReferencesOfParent,
  hideObject,
  insertBinned,
  referencesOfChild,
  referencesOfParent,
  showObject,
  takeBinned,
} from '../managed-objects/bin-store.ts';
import { keptOf, type Kept } from '../managed-objects/binned-object.ts';
import { externalIdsOf, insertExternalId } from '../managed-objects/external-id-store.ts';
import { addFragment, findBinnedObject, findObject, type ChildKind, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { seriesOfDevice } from '../measurements/measurement-store.ts';
import { readLatest } from '../measurements/points/point-range.ts';
import { stateText, standingOf } from '../rules/rule-row.ts';
import { saveRuleState } from '../rules/rule-store.ts';
import { credentialsOf, deleteCredentialsOf, insertCredential } from '../tenants/device-credential-store.ts';
import { forgetAlarms } from './alarm-surroundings.ts';
import { publishAlarm } from './alarm-publication.ts';
import { publishRemoval } from './managed-object-deletion.ts';
import { addChild, removeChild } from './managed-object-children.ts';
import { publishInventory, requireRow } from './managed-object-writes.ts';
import { publishObject } from './changes.ts';
import type { OpenTenant } from './open-tenant.ts';

// --- into the bin

function* keep(tenant: OpenTenant, row: ManagedObjectRow, movedTo: number | null): Unit<Kept> {
  const externalIds = yield* all(externalIdsOf(row.id));
  const credentials = yield* all(credentialsOf(row.id));
  const alarms = yield* all(openRowsOfDevice(row.id));
  return {
    isDevice: row.is_device === 1,
    isGroup: row.is_group === 1,
    parents: yield* all(referencesOfChild(row.id)),
    children: yield* all(referencesOfParent(row.id)),
    movedTo,
    externalIds: externalIds.map(({ type, external_id: externalId }) => ({ type, externalId })),
    credentials: credentials.map((one) => ({
      userName: one.user_name,
      secretHash: Buffer.from(one.secret_hash).toString('base64'),
      createdMs: one.created_ms,
      usedMs: one.used_ms,
    })),
    alarms,
    standings: tenant.rules.standingsOfDevice(row.id).map(({ ruleId, target, phase }) => ({
      ruleId,
      version: tenant.rules.rule(ruleId)?.version ?? 0,
      targetId: target.id,
      state: stateText(target, phase),
    })),
  };
}

/** Nothing leads to it any more. */
function* cutLoose(tenant: OpenTenant, row: ManagedObjectRow, { children }: Kept): Unit<void> {
  const { id } = row;
  yield* forgetAlarms(tenant, id);
  tenant.groups.forget(id, children.filter(({ kind }) => kind === 'asset').map((child) => child.id));
  tenant.contacts.forget(id);
  tenant.series.forgetDevice(id);
  for (const step of [deleteReferencesOfChild(id), deleteReferencesOfParent(id), deleteExternalIdsOf(id), deleteCredentialsOf(id), deleteFragmentsOf(id)]) {
    yield* run(step);
  }
}

/**
 * Put a device or group into the bin. A group's members move to the group it is in.
 * @param by user name of whoever deletes it.
 * @throws ExpectedError 'not-found', 'invalid' when it is neither device nor group.
 */
export function* binObject(tenant: OpenTenant, id: number, by: string): Unit<ManagedObjectRow> {
  const row = yield* requireRow(id);
  if (row.is_device === 0 && row.is_group === 0) throw new ExpectedError('invalid', 'Only devices and groups can be deleted here');
  const movedTo = row.is_group === 1 ? (tenant.groups.parentsOf(id)[0] ?? null) : null;
  const kept = yield* keep(tenant, row, movedTo);
  const nowMs = tenant.clock.now();
  // The contact is stored only now and then; what is in memory is newer.
  yield* tenant.contacts.save(id);
  yield* publishRemoval(tenant, row);
  yield* cutLoose(tenant, row, kept);
  yield* run(closeOpenOfDevice(nowMs, nowMs, by, nowMs, id));
  yield* run(hideObject(nowMs, id));
  yield* run(insertBinned(id, nowMs, by, JSON.stringify(kept)));
  if (movedTo !== null) for (const child of membersOf(kept)) yield* addChild(tenant, movedTo, 'asset', child);
  publishInventory(tenant, row);
  return row;
}

function membersOf({ children }: Kept): number[] {
  return children.flatMap(({ id, kind }) => (kind === 'asset' ? id : []));
}

// --- out of the bin

/** Tie it to what it was tied to, as far as that is still there. */
function* tieAgain(tenant: OpenTenant, parentId: number, kind: ChildKind, childId: number): Unit<boolean> {
  const [parent, child] = [yield* first(findObject(parentId)), yield* first(findObject(childId))];
  if (!parent || !child) return false;
  yield* addChild(tenant, parentId, kind, childId);
  return true;
}

function* restoreReferences(tenant: OpenTenant, id: number, kept: Kept): Unit<void> {
  for (const parent of kept.parents) yield* tieAgain(tenant, parent.id, parent.kind, id);
  for (const child of kept.children) {
    const isMember = kept.isGroup && child.kind === 'asset';
    // Somebody may have put a member elsewhere meanwhile: there it stays.
    const elsewhere = tenant.groups.parentsOf(child.id).some((parentId) => parentId !== kept.movedTo);
    if (isMember && elsewhere) continue;
    if (isMember && kept.movedTo !== null) yield* removeChild(tenant, kept.movedTo, 'asset', child.id);
    yield* tieAgain(tenant, id, child.kind, child.id);
  }
}

/** Names somebody else has taken meanwhile stay theirs. */
function* restoreNames(id: number, { externalIds, credentials }: Kept): Unit<void> {
  for (const one of externalIds) yield* run(insertExternalId(one.type, one.externalId, id));
  for (const one of credentials) {
    yield* run(insertCredential(one.userName, Buffer.from(one.secretHash, 'base64'), id, one.createdMs, one.usedMs));
  }
}

function* restoreSeries(tenant: OpenTenant, deviceId: number): Unit<void> {
  for (const row of yield* all(seriesOfDevice(deviceId))) {
    const name = { deviceId, fragment: row.fragment, series: row.name };
    tenant.series.add({ id: row.id, ...name, unit: row.unit, latest: readLatest(tenant.database, tenant.measurements, name) });
  }
}

/** Where the rules stood, of those nobody has changed since. @returns their ids. */
function* restoreStandings(tenant: OpenTenant, { standings }: Kept): Unit<Set<string>> {
  const restored = new Set<string>();
  for (const { ruleId, version, targetId, state } of standings) {
    const rule = tenant.rules.rule(ruleId);
    if (rule?.version !== version) continue;
    for (const { target, phase } of standingOf({ rule_id: Number(ruleId), target_id: targetId, state })) {
      tenant.rules.accept([{ rule, target, phase, decision: null }]);
      yield* run(saveRuleState(Number(ruleId), targetId, state));
      restored.add(ruleId);
    }
  }
  return restored;
}

/** Alarms that were open are again: but not those that nothing would end any more. */
function* restoreAlarms(tenant: OpenTenant, { alarms }: Kept, rules: ReadonlySet<string>): Unit<void> {
  for (const { id, type, ...state } of alarms) {
    const ruleId = ruleOfAlarmType(type);
    const isOrphan = state.active === 1 && (type === unavailabilityAlarmType || (ruleId !== null && !rules.has(ruleId)));
    if (isOrphan || !(yield* first(findAlarm(id)))) continue;
    yield* run(restoreAlarmState(id, state));
    publishAlarm(tenant, id);
  }
}

/**
 * Take a device or group out of the bin.
 * @throws ExpectedError 'not-found' when it is not there.
 */
export function* restoreObject(tenant: OpenTenant, id: number): Unit<ManagedObjectRow> {
  const binned = yield* first(takeBinned(id));
  const row = yield* first(findBinnedObject(id));
  if (!binned || !row) throw new ExpectedError('not-found', 'It is not in the bin any more');
  const kept = keptOf(binned.kept);
  const shown = { ...row, is_device: kept.isDevice ? 1 : 0, is_group: kept.isGroup ? 1 : 0 };
  yield* run(showObject(shown.is_device, shown.is_group, id));
  for (const fragment of Object.keys(fragmentsOf(row))) yield* run(addFragment(fragment, id));
  yield* restoreReferences(tenant, id, kept);
  yield* restoreNames(id, kept);
  yield* restoreSeries(tenant, id);
  const contact = yield* first(findContact(id));
  if (contact) tenant.contacts.restore(contact);
  // The time in the bin is no evidence of silence.
  tenant.outages.end(id, tenant.clock.now());
  yield* restoreAlarms(tenant, kept, yield* restoreStandings(tenant, kept));
  publishObject(tenant, 'CREATE', shown);
  publishInventory(tenant, shown);
  return shown;
}
