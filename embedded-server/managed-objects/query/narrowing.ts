/**
 * What an index can find of a query. These conditions follow from the query's own: they leave the answer as
 * it is and let SQLite begin at an index, where the query's own form would have it read every object.
 */
import { sql } from 'kysely';

import { conditionSql, nameKey, withFragment } from './conditions.ts';
import type { Bool } from './literal-conditions.ts';
import { propertyAt } from './properties.ts';
import type { Condition, InventoryQuery, Literal, OrderKey } from './query.ts';

type Comparison = Extract<Condition, { kind: 'comparison' }>;

const deviceFragment = 'c8y_IsDevice';

/** Conditions that must all hold. */
function conjuncts({ filter }: Pick<InventoryQuery, 'filter'>): readonly Condition[] {
  if (!filter) return [];
  return filter.kind === 'and' ? filter.operands : [filter];
}

function isDevice(condition: Condition): boolean {
  return condition.kind === 'has' && condition.paths.length === 1 && condition.paths[0]?.length === 1 && condition.paths[0][0] === deviceFragment;
}

function isName(condition: Condition): condition is Comparison {
  return condition.kind === 'comparison' && condition.path.length === 1 && condition.path[0] === 'name';
}

/** How a text must begin, if it must. */
function beginning(literal: Literal): string {
  if (literal.kind === 'text') return literal.text;
  return literal.kind === 'pattern' ? (literal.parts[0] ?? '') : '';
}

/** The stretch of the index of names, whatever their case, in which the names asked for lie. */
function nameStretch({ comparator, literal }: Comparison): Bool[] {
  const start = beginning(literal);
  if (comparator !== 'eq' || start === '') return [];
  if (literal.kind === 'text') return [sql`${nameKey} = ${start}`];
  return [sql`${nameKey} >= ${start}`, sql`${nameKey} < ${`${start}\u{10ffff}`}`];
}

/** A text that is somewhere in an object is in its stored JSON in quotes; looking for that is quicker than reading the JSON. */
function textOf({ path, comparator, literal }: Comparison): Bool[] {
  const isPlain = comparator === 'eq' && literal.kind === 'text' && path.at(-1) !== 'date';
  return isPlain ? [sql`instr(o.fragments, ${JSON.stringify(literal.text)}) > 0`] : [];
}

/** A value somewhere in a fragment can only be where the fragment is. */
function fragmentOf(condition: Condition): Bool[] {
  if (condition.kind !== 'comparison' || condition.literal.kind === 'null') return [];
  const property = propertyAt(condition.path);
  return property.kind === 'fragment' && !property.isComputed ? [withFragment(property.head), ...textOf(condition)] : [];
}

function isByName({ path }: OrderKey): boolean {
  return path.length === 1 && path[0] === 'name';
}

function isAlongNames(query: InventoryQuery): boolean {
  const all = conjuncts(query);
  const asks = all.filter(isName).some((condition) => nameStretch(condition).length > 0) || query.order.slice(0, 1).some(isByName);
  return asks && all.some(isDevice);
}

/**
 * Everything that must hold, for a WHERE. Devices are found by the names of fragments, except where the index of
 * devices by name leads there sooner: then the same is said in the words of that index.
 */
export function queryConditions(query: InventoryQuery): Bool[] {
  const all = conjuncts(query);
  const fragments = all.flatMap(fragmentOf);
  if (!isAlongNames(query)) return [...fragments, ...all.map(conditionSql)];
  const others = all.filter((condition) => !isDevice(condition)).map(conditionSql);
  return [sql`o.is_device = ${sql.lit(1)}`, ...all.filter(isName).flatMap(nameStretch), ...fragments, ...others];
}

function isIndexed(condition: Condition, devicesOnly: boolean): boolean {
  if (condition.kind === 'below') return true;
  if (condition.kind === 'has') return condition.paths.length === 1 && condition.paths[0]?.length === 1 && propertyAt(condition.paths[0]).kind === 'fragment';
  if (condition.kind !== 'comparison') return false;
  const { path, comparator, literal } = condition;
  const property = propertyAt(path);
  if (property.kind === 'fragment') return fragmentOf(condition).length > 0;
  if (comparator !== 'eq') return false;
  if (isName(condition)) return devicesOnly && beginning(literal) !== '';
  return property.kind !== 'time' && literal.kind === 'text';
}

/** Whether a query means all devices in the order of their names: the index of devices is that list. */
export function isDevicesByName(query: InventoryQuery): boolean {
  const all = conjuncts(query);
  return query.order.length === 1 && query.order.every(isByName) && all.length > 0 && all.every(isDevice);
}

/** Whether a query asks for what lies below something: its statement walks a recursion of its own. */
export function isOfHierarchy(query: InventoryQuery): boolean {
  return conjuncts(query).some((condition) => condition.kind === 'below' && condition.reach === 'hierarchy');
}

/** Whether what an index gives is not in the order wanted. Names that begin alike do not stand by their ids. */
export function needsSort(query: InventoryQuery): boolean {
  return query.order.length > 0 || conjuncts(query).some((condition) => isName(condition) && condition.literal.kind === 'pattern');
}

/** Whether an index finds what a query means, so that nothing else is read. */
export function isNarrow(query: InventoryQuery): boolean {
  const all = conjuncts(query);
  return all.some((condition) => isIndexed(condition, all.some(isDevice)));
}
