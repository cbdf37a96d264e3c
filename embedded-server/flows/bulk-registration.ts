/** Registering many devices at once: object, names, groups and credential of each in a unit of its own, so that each stands or falls alone. */
import { ExpectedError } from '#contract/errors.ts';

import { all, first, run, type Unit } from '../db/unit.ts';
import type { BulkDevice, BulkFault } from '../managed-objects/bulk-registration.ts';
import { deviceUserName } from '../managed-objects/device-request.ts';
import { insertExternalId } from '../managed-objects/external-id-store.ts';
import { groupsOfName } from '../managed-objects/managed-object-store.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import { setDeviceSecret } from '../tenants/device-credentials.ts';
import { publishObject } from './changes.ts';
import { announceDevice } from './device-registration.ts';
import { addChild } from './managed-object-children.ts';
import { publishInventory } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface BulkOutcome {
  line: number;
  id: string;
  status: 'CREATED' | 'CREDENTIAL_UPDATED' | 'FAILED';
  reason?: string;
}

/** Devices registered between two looks at everything else. */
const sliceRows = 100;

/** The group of this name in that one, or at the top; created where there is none. */
function* groupIn(tenant: OpenTenant, parentId: number | null, name: string, by: string): Unit<number> {
  const found = (yield* all(groupsOfName(name))).find(({ id }) => {
    const parents = tenant.groups.parentsOf(id);
    return parentId === null ? parents.length === 0 : parents.includes(parentId);
  });
  if (found) return found.id;
  const type = parentId === null ? 'c8y_DeviceGroup' : 'c8y_DeviceSubgroup';
  const row = yield* insertContent({ name, type, fragments: { c8y_IsDeviceGroup: {} } }, by, tenant.clock.now());
  publishInventory(tenant, row);
  publishObject(tenant, 'CREATE', row);
  if (parentId !== null) yield* addChild(tenant, parentId, 'asset', row.id);
  return row.id;
}

function* putInGroup(tenant: OpenTenant, deviceId: number, path: readonly string[], by: string): Unit<void> {
  let groupId: number | null = null;
  for (const name of path) groupId = yield* groupIn(tenant, groupId, name, by);
  if (groupId !== null) yield* addChild(tenant, groupId, 'asset', deviceId);
}

function* create(tenant: OpenTenant, device: BulkDevice, secret: string, by: string): Unit<void> {
  const userName = deviceUserName(device.id);
  const row = yield* insertContent(device.content, userName, tenant.clock.now());
  for (const { type, externalId } of device.externalIds) {
    if (yield* first(insertExternalId(type, externalId, row.id))) continue;
    throw new ExpectedError('conflict', `External id already bound: [type=${type}, value=${externalId}]`.slice(0, 400));
  }
  yield* run(setDeviceSecret(userName, secret, row.id, tenant.clock.now()));
  publishInventory(tenant, row);
  publishObject(tenant, 'CREATE', row);
  yield* putInGroup(tenant, row.id, device.path, by);
}

/** A device that has a credential gets the new secret, and nothing else of it changes. */
function* register(tenant: OpenTenant, device: BulkDevice, secret: string, by: string): Unit<BulkOutcome['status']> {
  const credential = yield* first(findDeviceCredential(deviceUserName(device.id)));
  if (!credential) {
    yield* create(tenant, device, secret, by);
    return 'CREATED';
  }
  yield* run(setDeviceSecret(deviceUserName(device.id), secret, credential.managed_object_id, tenant.clock.now()));
  return 'CREDENTIAL_UPDATED';
}

async function registerOne(tenant: OpenTenant, row: BulkDevice | BulkFault, by: string): Promise<BulkOutcome> {
  const { line, id } = row;
  if (row.kind === 'fault') return { line, id, status: 'FAILED', reason: row.reason };
  try {
    const { secret } = row;
    if (secret !== null) return { line, id, status: await tenant.database.write(() => register(tenant, row, secret, by)) };
    await announceDevice(tenant, by, { id, securityToken: null, type: null, groupId: null });
    return { line, id, status: 'CREATED' };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { line, id, status: 'FAILED', reason: error.message };
  }
}

/** Register what a file lists. @param by user name of who does it. @returns what became of each line, in order. */
export async function registerInBulk(tenant: OpenTenant, rows: readonly (BulkDevice | BulkFault)[], by: string): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (let from = 0; from < rows.length; from += sliceRows) {
    outcomes.push(...(await Promise.all(rows.slice(from, from + sliceRows).map((row) => registerOne(tenant, row, by)))));
  }
  return outcomes;
}
