/** SQL of lists of managed objects with the wire's filters, in the order of their ids. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { ChildKind, InventoryTables } from './managed-object-store.ts';

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
  /** Only these, whatever else is asked for; undefined = all. */
  among?: readonly number[];
}

const db = queryBuilder<InventoryTables>();

/** Ids of everything a user owns. */
export const ownedObjects = fixedStatement('managed objects: owned', ['device_1'] as [string], (owner) =>
  db.selectFrom('managed_objects').select('id').where('owner', '=', owner),
);

/** Ids of a list of any length as one parameter. */
function oneOf(column: string, ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** The quoted text is looked for in the stored JSON first, which is quick; only what has it is taken apart. */
function hasText(text: string) {
  return sql<boolean>`(o.name = ${text} or o.type = ${text} or (instr(o.fragments, ${JSON.stringify(text)}) > 0
    and exists (select 1 from json_tree(o.fragments) as t where t.type = 'text' and t.atom = ${text})))`;
}

function filtered(filter: ObjectFilter) {
  let query = db.selectFrom('managed_objects as o');
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
  return query;
}

function page(filter: ObjectFilter, limit: number, offset: number) {
  return filtered(filter).selectAll('o').orderBy('o.id').limit(limit).offset(offset);
}

function count(filter: ObjectFilter) {
  return filtered(filter).select((eb) => eb.fn.countAll<number>().as('total'));
}

/** Lists that an index narrows. */
const narrow: ObjectFilter[] = [
  { type: 't' },
  { type: 't', fragmentType: 'f', onlyRoots: true },
  { fragmentType: 'f' },
  { owner: 'o' },
  { owner: 'o', type: 't' },
  { ids: [1, 2] },
  { among: [1, 2] },
  { among: [1, 2], fragmentType: 'f' },
  { parent: { id: 1, kind: 'device' } },
  { parent: { id: 1, kind: 'asset' }, type: 't' },
];
/** Lists that walk along all objects until the page is full. */
const broad: ObjectFilter[] = [{}, { onlyRoots: true }];
/** No index can find a text anywhere in an object. */
const byText: ObjectFilter[] = [{ text: 'x' }, { text: 'x', type: 't' }];

function pages(name: string, filters: ObjectFilter[]) {
  return statement(name, filters.map((filter): [ObjectFilter, number, number] => [filter, 5, 0]), page);
}

function counts(name: string, filters: ObjectFilter[]) {
  return statement(name, filters.map((filter): [ObjectFilter] => [filter]), count);
}

// Three names, so that the plan test may allow reading everything to the two that must, and to no other.
const list = {
  narrow: pages('managed objects: list', narrow),
  broad: pages('managed objects: list all', broad),
  byText: pages('managed objects: list by text', byText),
};
const total = {
  narrow: counts('managed objects: count', narrow),
  broad: counts('managed objects: count all', broad),
  byText: counts('managed objects: count by text', byText),
};

function breadth({ text, onlyRoots: _, ...indexed }: ObjectFilter): keyof typeof list {
  if (text !== undefined) return 'byText';
  return Object.values(indexed).every((wanted) => wanted === undefined) ? 'broad' : 'narrow';
}

/** A page of the objects that match, by id. */
export function listObjects(filter: ObjectFilter, limit: number, offset: number) {
  return list[breadth(filter)](filter, limit, offset);
}

export function countObjects(filter: ObjectFilter) {
  return total[breadth(filter)](filter);
}
