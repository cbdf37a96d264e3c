/** Groups of devices as the console shows and makes them. */
import { ExpectedError } from '#contract/errors.ts';
import type { ConsoleGroup } from '#contract/managed-objects.ts';
import { parseId } from '#contract/wire.ts';

import { first, type Unit } from '../db/unit.ts';
import { groupedDevices, listGroupRows } from '../managed-objects/device-list.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { publishObject } from './changes.ts';
import { addChild } from './managed-object-children.ts';
import { publishInventory } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** How many devices are in each group, those of the groups in it included. */
function deviceCounts(tenant: OpenTenant): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { id } of tenant.database.read(groupedDevices())) {
    for (const group of tenant.groups.ancestorsOf(id)) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

/** Every group by name. */
export function listGroups(tenant: OpenTenant): ConsoleGroup[] {
  const rows = tenant.database.read(listGroupRows());
  const groups = new Set(rows.map(({ id }) => id));
  const counts = deviceCounts(tenant);
  return rows.map(({ id, name }) => {
    const parent = tenant.groups.parentsOf(id).find((parentId) => groups.has(parentId));
    return {
      id: String(id),
      name: name ?? '',
      parentId: parent === undefined ? null : String(parent),
      devices: counts.get(id) ?? 0,
    };
  });
}

export interface GroupDraft {
  name: string;
  parentId?: string | null | undefined;
}

/**
 * The group a form names.
 * @param field of the form, for the message.
 * @throws ExpectedError 'invalid' when there is no such group.
 */
export function* requireGroup(groupId: string, field: string): Unit<number> {
  const id = parseId(groupId);
  const row = id === null ? undefined : yield* first(findObject(id));
  if (row?.is_group === 1) return row.id;
  throw new ExpectedError('invalid', `There is no group ${groupId.slice(0, 40)}`, { fields: { [field]: 'there is no such group' } });
}

/** @param actor user name of whoever adds it. @throws ExpectedError 'invalid' when there is no such parent. */
export async function addGroup(tenant: OpenTenant, draft: GroupDraft, actor: string): Promise<ConsoleGroup> {
  const parentId = draft.parentId ?? null;
  const row = await tenant.database.write(function* () {
    const parent = parentId === null ? null : yield* requireGroup(parentId, 'parentId');
    const type = parent !== null ? 'c8y_DeviceSubgroup' : 'c8y_DeviceGroup';
    const content = { name: draft.name, type, fragments: { c8y_IsDeviceGroup: {} } };
    const inserted = yield* insertContent(content, actor, tenant.clock.now());
    publishInventory(tenant, inserted);
    publishObject(tenant, 'CREATE', inserted);
    if (parent !== null) yield* addChild(tenant, parent, 'asset', inserted.id);
    return inserted;
  });
  return { id: String(row.id), name: draft.name, parentId, devices: 0 };
}
