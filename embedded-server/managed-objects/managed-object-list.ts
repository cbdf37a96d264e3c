/** SQL of lists of managed objects with the wire's filters, in the order of their ids. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { InventoryTables } from './managed-object-store.ts';
import { filteredObjects, type ObjectFilter } from './object-filter.ts';
import { countQueried, queryObjects } from './query/query-list.ts';

const db = queryBuilder<InventoryTables>();

/** Ids of everything a user owns. */
export const ownedObjects = fixedStatement('managed objects: owned', ['device_1'] as [string], (owner) =>
  db.selectFrom('managed_objects').select('id').where('owner', '=', owner).where('binned_ms', 'is', null),
);

/** Every object that somebody asked to be monitored, with how often it must be heard from, as JSON. */
export const monitoredObjects = statement('managed objects: monitored', [[]], () =>
  db
    .selectFrom('managed_object_fragments as f')
    .innerJoin('managed_objects as o', 'o.id', 'f.managed_object_id')
    .select(['o.id', sql<string>`o.fragments -> '$.c8y_RequiredAvailability'`.as('required')])
    .where('f.fragment', '=', 'c8y_RequiredAvailability'),
);

export const deviceIds = statement('devices: all ids', [[]], () =>
  db.selectFrom('managed_objects').select('id').where('is_device', '=', sql.lit(1)),
);

function page(filter: ObjectFilter, limit: number, offset: number) {
  return filteredObjects(filter).selectAll('o').orderBy('o.id').limit(limit).offset(offset);
}

function count(filter: ObjectFilter) {
  return filteredObjects(filter).select((eb) => eb.fn.countAll<number>().as('total'));
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

function breadth({ text, onlyRoots: _, query: __, ...indexed }: ObjectFilter): keyof typeof list {
  if (text !== undefined) return 'byText';
  return Object.values(indexed).every((wanted) => wanted === undefined) ? 'broad' : 'narrow';
}

/** A page of the objects that match, by id unless a query says otherwise. */
export function listObjects(filter: ObjectFilter, limit: number, offset: number) {
  if (filter.query) return queryObjects(filter, limit, offset);
  return list[breadth(filter)](filter, limit, offset);
}

export function countObjects(filter: ObjectFilter) {
  if (filter.query) return countQueried(filter);
  return total[breadth(filter)](filter);
}
