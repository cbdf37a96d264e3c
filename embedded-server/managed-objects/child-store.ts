/** SQL of child references. A reference has a kind; the same two objects may be tied by several. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { ChildKind, InventoryTables } from './managed-object-store.ts';

/** Deepest hierarchy that is followed where the way itself matters. */
export const maxDepth = 16;

const db = queryBuilder<InventoryTables>();

export const insertChild = fixedStatement(
  'children: insert',
  [1, 'device', 2] as [number, ChildKind, number],
  (parentId, kind, childId) =>
    db
      .insertInto('managed_object_children')
      .values({ parent_id: parentId, kind, child_id: childId })
      .onConflict((conflict) => conflict.doNothing()),
);

export const deleteChild = fixedStatement(
  'children: delete',
  [1, 'device', 2] as [number, ChildKind, number],
  (parentId, kind, childId) =>
    db
      .deleteFrom('managed_object_children')
      .where('parent_id', '=', parentId)
      .where('kind', '=', kind)
      .where('child_id', '=', childId)
      .returning('child_id'),
);

function oneOf(column: string, ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** Children of some objects, of all kinds, with their names; `of` is the parent. */
export const childrenOf = statement('children: of parents', [[[1, 2]]] as [readonly number[]][], (parentIds) =>
  db
    .selectFrom('managed_object_children as c')
    .innerJoin('managed_objects as o', 'o.id', 'c.child_id')
    .select(['c.parent_id as of', 'o.id', 'o.name', 'c.kind'])
    .where(oneOf('c.parent_id', parentIds))
    .orderBy('c.parent_id')
    .orderBy('c.kind')
    .orderBy('c.child_id'),
);

/** Parents of some objects, by all kinds of reference, with their names; `of` is the child. */
export const parentsOf = statement('children: of children', [[[1, 2]]] as [readonly number[]][], (childIds) =>
  db
    .selectFrom('managed_object_children as c')
    .innerJoin('managed_objects as o', 'o.id', 'c.parent_id')
    .select(['c.child_id as of', 'o.id', 'o.name', 'c.kind'])
    .where(oneOf('c.child_id', childIds))
    .orderBy('c.child_id')
    .orderBy('c.kind')
    .orderBy('c.parent_id'),
);

/** Every asset reference, for the memory of groups. */
export const assetReferences = statement('children: all assets', [[]], () =>
  db.selectFrom('managed_object_children').select(['parent_id', 'child_id']).where('kind', '=', 'asset'),
);

// Both recursions remember ids alone, so that each object is looked at once however many ways lead to it.

/** Everything above an object, over any kind of reference; each once. */
function above(id: number) {
  return db
    .withRecursive('above(id)', (cte) =>
      cte
        .selectFrom('managed_object_children')
        .select('parent_id as id')
        .where('child_id', '=', id)
        .union(
          cte
            .selectFrom('above')
            .innerJoin('managed_object_children as c', 'c.child_id', 'above.id')
            .select('c.parent_id as id'),
        ),
    )
    .selectFrom('above')
    .select('above.id');
}

/** A row when `ancestorId` is above `id`, over any kind of reference. */
export const findAncestor = fixedStatement('children: is below', [2, 1] as [number, number], (id, ancestorId) =>
  above(id).where('above.id', '=', ancestorId).limit(sql.lit(1)),
);

/** Everything above an object, over any kind of reference; each once. */
export const ancestors = fixedStatement('children: all above', [2] as [number], (id) => above(id));

/** Everything below an object, over the kinds of reference given, without itself; each once. */
export const descendants = statement(
  'children: all below',
  [[1, ['device', 'asset']]] as [number, readonly ChildKind[]][],
  (id, kinds) =>
    db
      .withRecursive('below(id)', (cte) =>
        cte
          .selectFrom('managed_object_children')
          .select('child_id as id')
          .where('parent_id', '=', id)
          .where('kind', 'in', kinds)
          .union(
            cte
              .selectFrom('below')
              .innerJoin('managed_object_children as c', 'c.parent_id', 'below.id')
              .select('c.child_id as id')
              .where('c.kind', 'in', kinds),
          ),
      )
      .selectFrom('below')
      .select('below.id')
      .where('below.id', '!=', id),
);
