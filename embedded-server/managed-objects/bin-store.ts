/** SQL of the bin: objects that somebody deleted and that can still be restored. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder } from '../db/statement.ts';
import type { InventoryTables } from './managed-object-store.ts';

interface BinTables extends InventoryTables {
  binned_objects: { managed_object_id: number; binned_ms: number; binned_by: string; kept: string };
}

const db = queryBuilder<BinTables>();

/** From now on it is nothing that a list or count knows. */
export const hideObject = fixedStatement('bin: hide', [1, 1] as [number, number], (binnedMs, id) =>
  db.updateTable('managed_objects').set({ is_device: 0, is_group: 0, binned_ms: binnedMs }).where('id', '=', id),
);

export const showObject = fixedStatement('bin: show', [1, 0, 1] as [number, number, number], (isDevice, isGroup, id) =>
  db.updateTable('managed_objects').set({ is_device: isDevice, is_group: isGroup, binned_ms: null }).where('id', '=', id),
);

export const insertBinned = fixedStatement(
  'bin: add',
  [1, 1, 'a', '{}'] as [number, number, string, string],
  (id, binnedMs, binnedBy, kept) =>
    db.insertInto('binned_objects').values({ managed_object_id: id, binned_ms: binnedMs, binned_by: binnedBy, kept }),
);

export const takeBinned = fixedStatement('bin: take out', [1] as [number], (id) =>
  db.deleteFrom('binned_objects').where('managed_object_id', '=', id).returning('kept'),
);

/** What lies in the bin, the newest first, behind a moment and id. */
export const listBinned = fixedStatement('bin: list', [9, 9, 50] as [number, number, number], (beforeMs, beforeId, limit) =>
  db
    .selectFrom('binned_objects as b')
    .innerJoin('managed_objects as o', 'o.id', 'b.managed_object_id')
    .select(['o.id', 'o.name', 'o.type', 'b.binned_ms', 'b.binned_by', 'b.kept'])
    .where('b.binned_ms', '<=', beforeMs)
    .where(sql<boolean>`(b.binned_ms, b.managed_object_id) < (${beforeMs}, ${beforeId})`)
    .orderBy('b.binned_ms', 'desc')
    .orderBy('b.managed_object_id', 'desc')
    .limit(limit),
);

export const countBinned = fixedStatement('bin: count', [0] as [number], (sinceMs) =>
  db.selectFrom('binned_objects').select((eb) => eb.fn.countAll<number>().as('total')).where('binned_ms', '>=', sinceMs),
);

/** What has lain in the bin since before a moment. */
export const binnedBefore = fixedStatement('bin: old', [1, 20] as [number, number], (beforeMs, limit) =>
  db.selectFrom('binned_objects').select('managed_object_id').where('binned_ms', '<', beforeMs).orderBy('binned_ms').limit(limit),
);

/** Every reference to and from an object. */
export const referencesOfParent = fixedStatement('bin: children', [1] as [number], (id) =>
  db.selectFrom('managed_object_children').select(['child_id as id', 'kind']).where('parent_id', '=', id),
);
export const referencesOfChild = fixedStatement('bin: parents', [1] as [number], (id) =>
  db.selectFrom('managed_object_children').select(['parent_id as id', 'kind']).where('child_id', '=', id),
);
export const deleteReferencesOfParent = fixedStatement('bin: delete children', [1] as [number], (id) =>
  db.deleteFrom('managed_object_children').where('parent_id', '=', id),
);
export const deleteReferencesOfChild = fixedStatement('bin: delete parents', [1] as [number], (id) =>
  db.deleteFrom('managed_object_children').where('child_id', '=', id),
);
export const deleteExternalIdsOf = fixedStatement('bin: delete external ids', [1] as [number], (id) =>
  db.deleteFrom('external_ids').where('managed_object_id', '=', id),
);
export const deleteFragmentsOf = fixedStatement('bin: delete fragments', [1] as [number], (id) =>
  db.deleteFrom('managed_object_fragments').where('managed_object_id', '=', id),
);
