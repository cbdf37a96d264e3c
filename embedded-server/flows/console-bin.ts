/** Deleting and restoring devices and groups, as people do it in the console. */
import { binKeptDays, type BinnedObject } from '#contract/console/bin-calls.ts';
import { parseId } from '#contract/wire.ts';

import { binnedBefore, countBinned, listBinned } from '../managed-objects/bin-store.ts';
import { keptOf } from '../managed-objects/binned-object.ts';
import { binObject, restoreObject } from './bin.ts';
import { namesOf } from './console-devices.ts';
import { noSuchObject } from './device-scope.ts';
import { tellInventory } from './inventory-audit.ts';
import { eraseObjects } from './managed-object-deletion.ts';
import type { OpenTenant } from './open-tenant.ts';

const dayMs = 24 * 60 * 60_000;
const keptMs = binKeptDays * dayMs;
/** Objects erased in one unit. */
const eraseAtOnce = 5;

function requireId(id: string): number {
  const number = parseId(id);
  if (number === null) throw noSuchObject(id);
  return number;
}

/** Put a device or group into the bin. @param by who does it. @throws ExpectedError 'not-found'. */
export async function deleteToBin(tenant: OpenTenant, objectId: string, by: string): Promise<void> {
  const id = requireId(objectId);
  await tenant.database.write(function* () {
    const { name, is_group: isGroup } = yield* binObject(tenant, id, by);
    yield* tellInventory(tenant, { by, activity: isGroup === 1 ? 'Group deleted' : 'Device deleted', id, name });
  });
}

/** @param by who does it. @throws ExpectedError 'not-found' when it is not in the bin. */
export function restoreFromBin(tenant: OpenTenant, objectId: string, by: string): Promise<Pick<BinnedObject, 'id' | 'kind' | 'name'>> {
  const id = requireId(objectId);
  return tenant.database.write(function* () {
    const { name, is_group: isGroup } = yield* restoreObject(tenant, id);
    const kind = isGroup === 1 ? 'group' : 'device';
    yield* tellInventory(tenant, { by, activity: isGroup === 1 ? 'Group restored' : 'Device restored', id, name });
    return { id: String(id), kind, name: name ?? '' };
  });
}

interface BinQuery {
  beforeMs?: number | undefined;
  beforeId?: string | undefined;
  limit: number;
}

/** What lies in the bin, the newest first. */
export function listBin(tenant: OpenTenant, { beforeMs, beforeId, limit }: BinQuery): { objects: BinnedObject[]; total: number; more: boolean } {
  const { database } = tenant;
  const end = Number.MAX_SAFE_INTEGER;
  const rows = database.read(listBinned(beforeMs ?? end, beforeId === undefined ? end : Number(beforeId), limit + 1));
  const shown = rows.slice(0, limit).map((row) => ({ ...row, kept: keptOf(row.kept) }));
  const groupOf = ({ kept }: (typeof shown)[number]) => kept.parents.find(({ kind }) => kind === 'asset')?.id;
  const names = namesOf(tenant, [...new Set(shown.flatMap((row) => groupOf(row) ?? []))]);
  const objects = shown.map((row): BinnedObject => ({
    id: String(row.id),
    kind: row.kept.isGroup ? 'group' : 'device',
    name: row.name ?? '',
    type: row.type,
    groupName: names.get(groupOf(row) ?? -1) ?? null,
    deletedMs: row.binned_ms,
    deletedBy: row.binned_by,
    erasedMs: row.binned_ms + keptMs,
  }));
  return { objects, total: database.readFirst(countBinned(0))?.total ?? 0, more: rows.length > limit };
}

/** Erase for good what has lain in the bin for long enough. */
export async function sweepBin(tenant: OpenTenant, nowMs: number): Promise<void> {
  for (;;) {
    const ids = tenant.database.read(binnedBefore(nowMs - keptMs, eraseAtOnce)).map((row) => row.managed_object_id);
    if (ids.length === 0) return;
    await eraseObjects(tenant, ids);
    tenant.feed.publish({ kind: 'changed', subject: 'devices' });
  }
}
