/** Changes to devices made in the console. */
import type { DeviceSecret } from '#contract/console/device-calls.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';
import { parseId } from '#contract/wire.ts';

import { first, run, type Unit } from '../db/unit.ts';
import { findObject, setOwner, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { publishObject } from './changes.ts';
import { consoleDevice, groupOf } from './console-devices.ts';
import { requireGroup } from './console-groups.ts';
import { noSuchObject } from './device-scope.ts';
import { giveSecret } from './device-secrets.ts';
import { changesBetween, tellInventory } from './inventory-audit.ts';
import { addChild, removeChild } from './managed-object-children.ts';
import { changeObject, publishInventory, requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** A device's id out of a path. @throws ExpectedError 'not-found'. */
function requireDeviceId(deviceId: string): number {
  const id = parseId(deviceId);
  if (id === null) throw noSuchObject(deviceId);
  return id;
}

/** Out of the group it is shown in, and into another one or none. */
export function* moveToGroup(tenant: OpenTenant, deviceId: number, groupId: string | null): Unit<void> {
  const from = groupOf(tenant, deviceId);
  const to = groupId === null ? null : yield* requireGroup(groupId, 'groupId');
  if (from === to) return;
  if (from !== null) yield* removeChild(tenant, from, 'asset', deviceId);
  if (to !== null) yield* addChild(tenant, to, 'asset', deviceId);
}

export interface DeviceDraft {
  name: string;
  type?: string | null | undefined;
  groupId?: string | null | undefined;
}

function* insertDevice(tenant: OpenTenant, draft: DeviceDraft, owner: string): Unit<ManagedObjectRow> {
  const content = { name: draft.name, type: draft.type || null, fragments: { c8y_IsDevice: {} } };
  const row = yield* insertContent(content, owner, tenant.clock.now());
  publishInventory(tenant, row);
  if (draft.groupId) yield* moveToGroup(tenant, row.id, draft.groupId);
  return row;
}

/**
 * Create a device with a credential of its own, which owns it from then on.
 * @param actor user name of whoever adds it.
 * @returns with the secret, which is stored nowhere.
 * @throws ExpectedError 'invalid' when there is no such group.
 */
export async function addDevice(
  tenant: OpenTenant,
  draft: DeviceDraft,
  actor: string,
): Promise<{ device: ConsoleDevice; secret: DeviceSecret }> {
  const { row, secret } = await tenant.database.write(function* () {
    const inserted = yield* insertDevice(tenant, draft, actor);
    const given = yield* giveSecret(tenant, inserted.id);
    yield* run(setOwner(given.userName, inserted.id));
    publishObject(tenant, 'CREATE', { ...inserted, owner: given.userName });
    yield* tellInventory(tenant, { by: actor, activity: 'Device created', id: inserted.id, name: inserted.name });
    return { row: inserted, secret: given };
  });
  return { device: consoleDevice(tenant, row), secret };
}

/** What changes; what is not mentioned stays. */
export interface DeviceChanges {
  name?: string | undefined;
  type?: string | null | undefined;
  groupId?: string | null | undefined;
}

/** @throws ExpectedError 'not-found', 'invalid' when there is no such group. */
export async function updateDevice(tenant: OpenTenant, deviceId: string, changes: DeviceChanges, by: string): Promise<ConsoleDevice> {
  const id = requireDeviceId(deviceId);
  const row = await tenant.database.write(function* () {
    const { row: changed, differences } = yield* changeDevice(tenant, id, changes);
    yield* tellInventory(tenant, { by, activity: 'Device updated', id, name: changed.name, changes: differences });
    return changed;
  });
  return consoleDevice(tenant, row);
}

/** What of a device people see and change. */
export interface DeviceFacts {
  name: string | null;
  type: string | null;
  groupId: string | null;
}

function factsOf(tenant: OpenTenant, { id, name, type }: ManagedObjectRow): DeviceFacts {
  const groupId = groupOf(tenant, id);
  return { name, type, groupId: groupId === null ? null : String(groupId) };
}

/** A device's facts as the running unit sees them; undefined when it is gone or no device. */
export function* deviceFacts(tenant: OpenTenant, id: number): Unit<DeviceFacts | undefined> {
  const row = yield* first(findObject(id));
  return row?.is_device === 1 ? factsOf(tenant, row) : undefined;
}

/** The change itself, inside a unit. @throws as {@link updateDevice}. */
export function* changeDevice(tenant: OpenTenant, id: number, { name, type, groupId }: DeviceChanges) {
  const before = factsOf(tenant, yield* requireRow(id));
  const row = yield* changeObject(tenant, id, { name, type: type === '' ? null : type, fragments: {} });
  if (groupId !== undefined) yield* moveToGroup(tenant, id, groupId);
  const after = factsOf(tenant, row);
  return { row, before, after, differences: changesBetween(before, after) };
}

/** A fresh secret; the old one stops working at once. @throws ExpectedError 'not-found'. */
export function renewSecret(tenant: OpenTenant, deviceId: string, by: string): Promise<DeviceSecret> {
  const id = requireDeviceId(deviceId);
  return tenant.database.write(function* () {
    const row = yield* requireRow(id);
    publishInventory(tenant, row);
    yield* tellInventory(tenant, { by, activity: 'Device secret renewed', id, name: row.name });
    return yield* giveSecret(tenant, id);
  });
}
