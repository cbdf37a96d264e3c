/** Groups of devices as the console shows and makes them. */
import { ExpectedError } from '#contract/errors.ts';
import type { ConsoleGroup } from '#contract/managed-objects.ts';
import { parseId } from '#contract/wire.ts';

import { first, type Unit } from '../db/unit.ts';
import { groupedDevices, listGroupRows } from '../managed-objects/device-list.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { publishObject } from './changes.ts';
import { maintenancePictures } from './console-maintenance.ts';
import { changesBetween, tellInventory } from './inventory-audit.ts';
import { addChild, removeChild } from './managed-object-children.ts';
import { changeObject, publishInventory } from './managed-object-writes.ts';
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
  const maintenanceOf = maintenancePictures(tenant);
  return rows.map(({ id, name }) => {
    const parent = tenant.groups.parentsOf(id).find((parentId) => groups.has(parentId));
    return {
      id: String(id),
      name: name ?? '',
      parentId: parent === undefined ? null : String(parent),
      devices: counts.get(id) ?? 0,
      maintenance: maintenanceOf(id),
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
    yield* tellInventory(tenant, { by: actor, activity: 'Group created', id: inserted.id, name: draft.name });
    return inserted;
  });
  return { id: String(row.id), name: draft.name, parentId, devices: 0, maintenance: null };
}

/** What of a group changes; what is not mentioned stays. */
export interface GroupChanges {
  name?: string | undefined;
  parentId?: string | null | undefined;
}

/** Into another group, or into none; inside a unit. @throws ExpectedError 'invalid' when it would be inside itself. */
function* moveGroup(tenant: OpenTenant, id: number, from: number | null, parentId: string | null): Unit<void> {
  const to = parentId === null ? null : yield* requireGroup(parentId, 'parentId');
  if (from === to) return;
  if (from !== null) yield* removeChild(tenant, from, 'asset', id);
  if (to !== null) yield* addChild(tenant, to, 'asset', id);
}

/**
 * Rename a group or move it with all that is in it.
 * @param by who does it.
 * @throws ExpectedError 'invalid' when there is no such group or parent, or it would be inside itself.
 */
export async function updateGroup(tenant: OpenTenant, groupId: string, { name, parentId }: GroupChanges, by: string): Promise<ConsoleGroup> {
  const id = await tenant.database.write(function* () {
    const known = yield* requireGroup(groupId, 'id');
    const parentOf = () => tenant.groups.parentsOf(known)[0] ?? null;
    const before = { name: (yield* first(findObject(known)))?.name ?? null, parentId: parentOf() };
    const row = yield* changeObject(tenant, known, { name, fragments: {} });
    if (parentId !== undefined) yield* moveGroup(tenant, known, before.parentId, parentId);
    const changes = changesBetween(before, { name: row.name, parentId: parentOf() });
    yield* tellInventory(tenant, { by, activity: 'Group updated', id: known, name: row.name, changes });
    return known;
  });
  const group = listGroups(tenant).find((one) => one.id === String(id));
  if (!group) throw new ExpectedError('not-found', 'The group is gone');
  return group;
}
