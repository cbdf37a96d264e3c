/** SQL of events. */
import { sql, type Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

export interface EventRow {
  id: number;
  managed_object_id: number;
  type: string;
  text: string;
  time_ms: number;
  created_ms: number;
  updated_ms: number;
  /** JSON object. */
  fragments: string;
}

interface EventTables {
  events: Omit<EventRow, 'id'> & { id: Generated<number> };
}

const db = queryBuilder<EventTables>();

export const findEvent = fixedStatement('events: one', [1] as [number], (id) =>
  db.selectFrom('events').selectAll().where('id', '=', id),
);

export const insertEvent = fixedStatement(
  'events: insert',
  [1, 't', 'x', 1, 1, '{}'] as [number, string, string, number, number, string],
  (managedObjectId, type, text, timeMs, nowMs, fragments) =>
    db
      .insertInto('events')
      .values({ managed_object_id: managedObjectId, type, text, time_ms: timeMs, created_ms: nowMs, updated_ms: nowMs, fragments })
      .returningAll(),
);

export const updateEvent = fixedStatement(
  'events: update',
  ['x', '{}', 1, 1] as [string, string, number, number],
  (text, fragments, nowMs, id) =>
    db.updateTable('events').set({ text, fragments, updated_ms: nowMs }).where('id', '=', id).returningAll(),
);

export const deleteEvent = fixedStatement('events: delete', [1] as [number], (id) =>
  db.deleteFrom('events').where('id', '=', id),
);

/** Absent = not narrowed. Times are ms UTC, `to` exclusive. */
export interface EventFilter {
  /** Ids of managed objects. */
  sources?: readonly number[];
  type?: string;
  /** A fragment the event must have, and the text form of its value if that matters too. */
  fragment?: { name: string; value?: string };
  fromMs?: number;
  toMs?: number;
  createdFromMs?: number;
  createdToMs?: number;
  updatedFromMs?: number;
  updatedToMs?: number;
}

/** The name is looked for in the stored JSON first, which is quick; only what has it is taken apart. */
function hasFragment({ name, value }: NonNullable<EventFilter['fragment']>) {
  const equal = value === undefined ? sql`` : sql` and cast(f.atom as text) = ${value}`;
  return sql<boolean>`instr(fragments, ${JSON.stringify(name)}) > 0
    and exists (select 1 from json_each(fragments) as f where f.key = ${name}${equal})`;
}

type TimeColumn = 'time_ms' | 'created_ms' | 'updated_ms';

function ranges(filter: EventFilter): [TimeColumn, number | undefined, number | undefined][] {
  return [
    ['time_ms', filter.fromMs, filter.toMs],
    ['created_ms', filter.createdFromMs, filter.createdToMs],
    ['updated_ms', filter.updatedFromMs, filter.updatedToMs],
  ];
}

function filtered(filter: EventFilter) {
  let query = db.selectFrom('events');
  const { sources, type, fragment } = filter;
  if (sources?.length === 1) query = query.where('managed_object_id', '=', sources[0] ?? 0);
  else if (sources) query = query.where(sql<boolean>`managed_object_id in (select value from json_each(${JSON.stringify(sources)}))`);
  if (type !== undefined) query = query.where('type', '=', type);
  for (const [column, from, to] of ranges(filter)) {
    if (from !== undefined) query = query.where(column, '>=', from);
    if (to !== undefined) query = query.where(column, '<', to);
  }
  return fragment ? query.where(hasFragment(fragment)) : query;
}

/** Filters that an index narrows. */
const narrow: EventFilter[] = [
  { sources: [1] },
  { sources: [1], type: 't' },
  { sources: [1], fragment: { name: 'f', value: 'v' } },
  { sources: [1], fromMs: 1, toMs: 2 },
  { sources: [1, 2], fromMs: 1, toMs: 2 },
  { type: 't' },
  { type: 't', fromMs: 1, toMs: 2 },
  { fromMs: 1, toMs: 2 },
  { createdFromMs: 1, createdToMs: 2 },
  { updatedFromMs: 1, updatedToMs: 2 },
];
/** Filters that nothing narrows. */
const broad: EventFilter[] = [{}, { fragment: { name: 'f' } }];

/** A page, by the events' own time: newest first unless `oldestFirst`. */
export const listEvents = statement(
  'events: list',
  [...narrow, ...broad].flatMap((filter): [EventFilter, boolean, number, number][] => [
    [filter, false, 5, 0],
    [filter, true, 5, 10],
  ]),
  (filter, oldestFirst, limit, offset) => {
    const direction = oldestFirst ? 'asc' : 'desc';
    return filtered(filter).selectAll().orderBy('time_ms', direction).orderBy('id', direction).limit(limit).offset(offset);
  },
);

function count(filter: EventFilter) {
  return filtered(filter).select((eb) => eb.fn.countAll<number>().as('total'));
}

const countNarrow = statement('events: count', narrow.map((filter): [EventFilter] => [filter]), count);
const countBroad = statement('events: count all', broad.map((filter): [EventFilter] => [filter]), count);

export function countEvents(filter: EventFilter) {
  const { fragment: _, ...indexed } = filter;
  return Object.values(indexed).every((wanted) => wanted === undefined) ? countBroad(filter) : countNarrow(filter);
}

/** Delete some of what matches, for deletes that must stay short. */
export const deleteEventSlice = statement(
  'events: delete a slice',
  narrow.map((filter): [EventFilter, number] => [filter, 500]),
  (filter, limit) =>
    db.deleteFrom('events').where('id', 'in', filtered(filter).select('id').limit(limit)).returning(['id', 'managed_object_id']),
);

/** Everything of one object becomes another's. */
export const moveEvents = fixedStatement('events: move', [1, 2] as [number, number], (fromId, toId) =>
  db.updateTable('events').set({ managed_object_id: toId }).where('managed_object_id', '=', fromId).returning('id'),
);

/** Some events become another object's. */
export const assignEvents = statement('events: assign', [[[1, 2], 1]] as [readonly number[], number][], (ids, toId) =>
  db
    .updateTable('events')
    .set({ managed_object_id: toId })
    .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(ids)}))`),
);
