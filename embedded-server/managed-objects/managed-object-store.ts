/** SQL of managed objects and of the index of their fragments' names. */
import { sql, type Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

/** How a child hangs on its parent. A device's group is its asset parent. */
export const childKinds = ['device', 'asset', 'addition'] as const;
export type ChildKind = (typeof childKinds)[number];

export interface ManagedObjectRow {
  id: number;
  name: string | null;
  type: string | null;
  owner: string;
  is_device: number;
  is_group: number;
  created_ms: number;
  updated_ms: number;
  /** JSON object. */
  fragments: string;
}

/** The tables of this folder, for its stores' query builders. */
export interface InventoryTables {
  /** `binned_ms`: when somebody put it into the bin; see bin-store.ts. */
  managed_objects: Omit<ManagedObjectRow, 'id'> & { id: Generated<number>; binned_ms: Generated<number | null> };
  managed_object_fragments: { fragment: string; managed_object_id: number };
  managed_object_children: { parent_id: number; kind: ChildKind; child_id: number };
  external_ids: { type: string; external_id: string; managed_object_id: number };
}

const db = queryBuilder<InventoryTables>();

export const findObject = fixedStatement('managed objects: one', [1] as [number], (id) =>
  db.selectFrom('managed_objects').selectAll().where('id', '=', id).where('binned_ms', 'is', null),
);

/** The same for an object that lies in the bin. */
export const findBinnedObject = fixedStatement('managed objects: one in the bin', [1] as [number], (id) =>
  db.selectFrom('managed_objects').selectAll().where('id', '=', id).where('binned_ms', 'is not', null),
);

export const findOwner = fixedStatement('managed objects: owner', [1] as [number], (id) =>
  db.selectFrom('managed_objects').select('owner').where('id', '=', id).where('binned_ms', 'is', null),
);

/** Its name and id; one of some is found by {@link objectNames}. */
export const findObjectName = fixedStatement('managed objects: name', [1] as [number], (id) =>
  db.selectFrom('managed_objects').select(['id', 'name']).where('id', '=', id),
);

/** Names of some objects; unknown ids are left out. */
export const objectNames = statement('managed objects: names', [[[1, 2]]] as [readonly number[]][], (ids) =>
  db.selectFrom('managed_objects').select(['id', 'name']).where('id', 'in', ids),
);

/** Groups of a name. */
export const groupsOfName = fixedStatement('managed objects: groups of a name', ['g'] as [string], (name) =>
  db.selectFrom('managed_objects').select('id').where('is_group', '=', sql.lit(1)).where(sql<boolean>`coalesce(name, '') collate nocase = ${name}`).where('name', '=', name),
);

export const insertObject = statement(
  'managed objects: insert',
  [[{ name: 'a', type: null, owner: 'o', is_device: 1, is_group: 0, created_ms: 1, updated_ms: 1, fragments: '{}' }]] as [
    Omit<ManagedObjectRow, 'id'>,
  ][],
  (row) => db.insertInto('managed_objects').values(row).returning('id'),
);

export const updateObject = statement(
  'managed objects: update',
  [[1, { name: 'a', type: null, is_device: 1, is_group: 0, updated_ms: 1, fragments: '{}' }]] as [
    number,
    Omit<ManagedObjectRow, 'id' | 'owner' | 'created_ms'>,
  ][],
  (id, row) => db.updateTable('managed_objects').set(row).where('id', '=', id),
);

export const setOwner = fixedStatement('managed objects: set owner', ['device_1', 1] as [string, number], (owner, id) =>
  db.updateTable('managed_objects').set({ owner }).where('id', '=', id),
);

export const deleteObject = fixedStatement('managed objects: delete', [1] as [number], (id) =>
  db.deleteFrom('managed_objects').where('id', '=', id),
);

export const addFragment = fixedStatement('managed objects: add fragment', ['f', 1] as [string, number], (fragment, id) =>
  db
    .insertInto('managed_object_fragments')
    .values({ fragment, managed_object_id: id })
    .onConflict((conflict) => conflict.doNothing()),
);

export const removeFragment = fixedStatement(
  'managed objects: remove fragment',
  ['f', 1] as [string, number],
  (fragment, id) =>
    db.deleteFrom('managed_object_fragments').where('fragment', '=', fragment).where('managed_object_id', '=', id),
);
