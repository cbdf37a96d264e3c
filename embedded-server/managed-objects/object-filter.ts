/** What a list of managed objects is narrowed to, as SQL. */
import { sql } from 'kysely';

import { queryBuilder } from '../db/statement.ts';
import type { ChildKind, InventoryTables } from './managed-object-store.ts';
import { queryConditions } from './query/narrowing.ts';
import type { InventoryQuery } from './query/query.ts';

/** A query of the inventory with what it needs that no row has. */
export interface ObjectQuery extends InventoryQuery {
  /** Computed fragments by id, JSON `{"12": {"c8y_Availability": …}}`; needed where the query mentions one. */
  computed?: string;
}

export interface ObjectFilter {
  type?: string;
  /** Name of a fragment the object must have. */
  fragmentType?: string;
  owner?: string;
  ids?: readonly number[];
  /** Name, type or a text anywhere in the fragments must equal this. */
  text?: string;
  /** Only objects that are nobody's child. */
  onlyRoots?: boolean;
  /** Only children of this object. */
  parent?: { id: number; kind: ChildKind };
  /** What the query language said. */
  query?: ObjectQuery;
  /** Only these, whatever else is asked for; undefined = all. */
  among?: readonly number[];
}

const db = queryBuilder<InventoryTables>();

/** Ids of a list of any length as one parameter. */
function oneOf(column: string, ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** The quoted text is looked for in the stored JSON first, which is quick; only what has it is taken apart. */
function hasText(text: string) {
  return sql<boolean>`(o.name = ${text} or o.type = ${text} or (instr(o.fragments, ${JSON.stringify(text)}) > 0
    and exists (select 1 from json_tree(o.fragments) as t where t.type = 'text' and t.atom = ${text})))`;
}

/** Computed fragments stand beside their objects under the name `computed`. */
function rows({ query }: ObjectFilter) {
  const objects = db.selectFrom('managed_objects as o');
  if (query?.computed === undefined) return objects;
  // Materialized, it gets an index of its own; else every object would have it read from the beginning.
  const computed = sql<{ id: number; fragments: string }>`(with c(id, fragments) as materialized
    (select cast(key as integer), value from json_each(${query.computed})) select id, fragments from c)`;
  return objects.leftJoin(computed.as('computed'), (join) => join.onRef('computed.id', '=', 'o.id'));
}

/** The objects that match, as `o`. */
export function filteredObjects(filter: ObjectFilter) {
  let query = rows(filter).where('o.binned_ms', 'is', null);
  const { type, fragmentType, owner, ids, text, parent, among } = filter;
  if (type !== undefined) query = query.where('o.type', '=', type);
  if (owner !== undefined) query = query.where('o.owner', '=', owner);
  if (ids) query = query.where(oneOf('o.id', ids));
  if (among) query = query.where(oneOf('o.id', among));
  if (fragmentType !== undefined) {
    query = query.where('o.id', 'in', (eb) =>
      eb.selectFrom('managed_object_fragments').select('managed_object_id').where('fragment', '=', fragmentType),
    );
  }
  if (parent) {
    query = query.where('o.id', 'in', (eb) =>
      eb
        .selectFrom('managed_object_children')
        .select('child_id')
        .where('parent_id', '=', parent.id)
        .where('kind', '=', parent.kind),
    );
  }
  if (filter.onlyRoots) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('managed_object_children as c').select('c.child_id').whereRef('c.child_id', '=', 'o.id'))),
    );
  }
  if (text !== undefined) query = query.where(hasText(text));
  for (const condition of filter.query ? queryConditions(filter.query) : []) query = query.where(condition);
  return query;
}
