/** Taking the demo site away: its devices, groups, rules, pins and saved views, with all readings and alarms; nothing of the real ones. */
import { isDemoMarked } from '../demo/demo-mark.ts';
import { descendants } from '../managed-objects/child-store.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { readPins, writePins } from '../tenants/site-settings.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { changeObject } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { deleteRule } from './rule-changes.ts';
import { removeFromViews } from './saved-queries.ts';

/** What of the demo site is in the inventory. */
export interface DemoContents {
  by: string;
  groups: readonly number[];
  devices: readonly number[];
}

/** Objects of people stand in this group, or below it: it is theirs now. */
function isTakenOver(tenant: OpenTenant, groupId: number): boolean {
  return tenant.database.read(descendants(groupId, ['asset'])).some(({ id }) => {
    const row = tenant.database.readFirst(findObject(id));
    return row !== undefined && !isDemoMarked(fragmentsOf(row));
  });
}

async function unpin(tenant: OpenTenant, devices: ReadonlySet<number>): Promise<void> {
  const pins = readPins(tenant.database);
  const kept = pins.filter((id) => !devices.has(tenant.series.get(Number(id))?.deviceId ?? -1));
  if (kept.length === pins.length) return;
  await tenant.database.write(() => writePins(kept));
  tenant.feed.publish({ kind: 'changed', subject: 'pins' });
}

/** Rules about what goes away have nothing left to watch. */
async function deleteRules(tenant: OpenTenant, gone: ReadonlySet<number>, by: string): Promise<void> {
  for (const { id, scope } of tenant.rules.rules()) {
    if (scope.kind === 'all') continue;
    const target = Number(scope.kind === 'device' ? scope.deviceId : scope.groupId);
    if (gone.has(target)) await deleteRule(tenant, id, by);
  }
}

async function deleteObject(tenant: OpenTenant, id: number, by: string): Promise<void> {
  const row = tenant.database.readFirst(findObject(id));
  if (!row) return;
  const caller = { kind: 'user', tenant: tenant.id, userName: by, role: 'admin' } as const;
  await deleteManagedObject({ tenant, caller }, row, 'none');
}

/** Take it away; what a stop leaves over goes at the next call. */
export async function removeDemo(tenant: OpenTenant, { by, groups, devices }: DemoContents): Promise<void> {
  const taken = groups.filter((id) => isTakenOver(tenant, id));
  const gone = new Set([...devices, ...groups.filter((id) => !taken.includes(id))]);
  await unpin(tenant, new Set(devices));
  await removeFromViews(tenant, new Set(devices.flatMap((id) => tenant.series.ofDevice(id).map((series) => String(series.id)))));
  await deleteRules(tenant, gone, by);
  // What is in a group goes before it, so that nobody sees a device outside of its group.
  for (const id of [...devices, ...groups.toReversed()]) if (gone.has(id)) await deleteObject(tenant, id, by);
  for (const id of taken) await tenant.database.write(() => changeObject(tenant, id, { fragments: { valvomo_Demo: null } }));
}
