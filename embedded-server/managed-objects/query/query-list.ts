/** SQL of lists of managed objects by the query language. */
import { statement } from '../../db/statement.ts';
import { filteredObjects, type ObjectFilter, type ObjectQuery } from '../object-filter.ts';
import type { ManagedObjectRow } from '../managed-object-store.ts';
import { orderSql } from './conditions.ts';
import { isDevicesByName, isNarrow, isOfHierarchy, needsSort } from './narrowing.ts';
import { parseQuery } from './parse-query.ts';

function page(filter: ObjectFilter, limit: number, offset: number) {
  const order = filter.query?.order ?? [];
  const sorted = order.reduce(
    (query, key) => query.orderBy(orderSql(key), key.descending ? 'desc' : 'asc'),
    filteredObjects(filter).selectAll('o').$castTo<ManagedObjectRow>(),
  );
  // The ids of equals go the same way, so that an index can be walked backwards.
  return sorted.orderBy('o.id', order.at(-1)?.descending ? 'desc' : 'asc').limit(limit).offset(offset);
}

function count(filter: ObjectFilter) {
  return filteredObjects(filter).select((eb) => eb.fn.countAll<number>().as('total'));
}

function example(text: string, others: ObjectFilter = {}): ObjectFilter {
  const query: ObjectQuery = parseQuery(text);
  return { ...others, query: text.includes('c8y_Av') ? { ...query, computed: '{}' } : query };
}

/** Queries that an index narrows. */
const narrow = [
  example("type eq 't'"),
  example("type eq 't' and not(has(f)) and x.y gt 5"),
  example('has(f)'),
  example("has(c8y_IsDevice) and name eq 'a'"),
  example("owner eq 'o' and (has(f) or name eq 'x*')"),
  example("f.status eq 'a*' and creationTime.date gt '2026-01-01'"),
  example('bygroupid(1,2) and has(f)'),
  example("id eq '7'"),
  example("name eq 'x'", { among: [1, 2] }),
  example("name eq 'x'", { parent: { id: 1, kind: 'asset' } }),
  example("has(f) and c8y_Availability.status eq 'AVAILABLE'"),
];
/** Devices along the index of their names. */
const byName = [example('$filter=has(c8y_IsDevice) $orderby=name'), example('$filter=has(c8y_IsDevice) $orderby=name desc')];
/** Narrowed by an index, then sorted. */
const narrowSorted = [
  example("has(c8y_IsDevice) and name eq 'a*'"),
  example("$filter=type eq 't' $orderby=creationTime desc,name"),
  example('$filter=has(c8y_IsDevice) and x eq 1 $orderby=name desc'),
  example('$filter=has(f) $orderby=f.a,c8y_Availability.status'),
];
const ofHierarchy = [example('isinhierarchyof(1)'), example("$filter=isinhierarchyof(1,2) and name eq 'x' $orderby=name")];
/** Queries that only reading the objects one by one can answer. */
const broad = [
  example(''),
  example("name eq 'x'"),
  example("name eq '*x*' or has(f)"),
  example("not(type eq 't')"),
  example('x eq null'),
  example("creationTime.date gt '2026-01-01'"),
  example("c8y_Availability.status eq 'AVAILABLE'"),
];
const broadSorted = [example('$orderby=name'), example("$filter=name eq '*x*' $orderby=x.y desc,id")];

function pages(name: string, filters: ObjectFilter[]) {
  return statement(name, filters.map((filter): [ObjectFilter, number, number] => [filter, 5, 0]), page);
}

function counts(name: string, filters: ObjectFilter[]) {
  return statement(name, filters.map((filter): [ObjectFilter] => [filter]), count);
}

// A name for each way to the answer, so that the plan test may allow reading and sorting to those that must.
const list = {
  narrow: pages('managed objects: query', [...narrow, ...byName]),
  narrowSorted: pages('managed objects: query and sort', narrowSorted),
  hierarchy: pages('managed objects: query of a hierarchy', ofHierarchy),
  broad: pages('managed objects: query by reading', broad),
  broadSorted: pages('managed objects: query by reading and sort', broadSorted),
};
const total = {
  narrow: counts('managed objects: count of a query', [...narrow, ...narrowSorted]),
  hierarchy: counts('managed objects: count of a hierarchy', ofHierarchy),
  broad: counts('managed objects: count of a query by reading', [...broad, ...broadSorted, ...byName]),
};

function isNarrowed({ owner, ids, among, parent }: ObjectFilter): boolean {
  return [owner, ids, among, parent].some((wanted) => wanted !== undefined);
}

function way(filter: ObjectFilter): 'hierarchy' | 'narrow' | 'broad' {
  const { query } = filter;
  if (query && isOfHierarchy(query)) return 'hierarchy';
  return isNarrowed(filter) || (query && isNarrow(query)) ? 'narrow' : 'broad';
}

function pageWay(filter: ObjectFilter): keyof typeof list {
  const { query } = filter;
  const found = way(filter);
  if (!query || found === 'hierarchy') return found;
  if (isDevicesByName(query) && !isNarrowed(filter)) return 'narrow';
  return needsSort(query) ? `${found}Sorted` : found;
}

/** A page of the objects that a query means, in its order. */
export function queryObjects(filter: ObjectFilter, limit: number, offset: number) {
  return list[pageWay(filter)](filter, limit, offset);
}

/** How many there are on all pages. */
export function countQueried(filter: ObjectFilter) {
  return total[way(filter)](filter);
}
