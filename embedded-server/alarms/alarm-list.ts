/** SQL of lists of alarms: the wire's, newest first, and the console's journal. */
import { sql } from 'kysely';

import { severities, type AlarmStatus } from '#contract/alarms.ts';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import { severityNumber } from './alarm-row.ts';
import type { AlarmTables } from './alarm-store.ts';

/** Absent = not narrowed. Times are ms UTC, `to` exclusive. */
export interface AlarmFilter {
  deviceIds?: readonly number[];
  types?: readonly string[];
  /** 1 critical … 4 warning. */
  severities?: readonly number[];
  statuses?: readonly AlarmStatus[];
  fromMs?: number;
  toMs?: number;
  createdFromMs?: number;
  createdToMs?: number;
  updatedFromMs?: number;
  updatedToMs?: number;
}

const db = queryBuilder<AlarmTables>();

/** A list of any length as one parameter. */
function amongDevices(deviceIds: readonly number[]) {
  return sql<boolean>`managed_object_id in (select value from json_each(${JSON.stringify(deviceIds)}))`;
}

/** `active = 1` stands alone where it can, so that the small index of active alarms may serve. */
function hasStatus(statuses: readonly AlarmStatus[]) {
  const cleared = statuses.includes('CLEARED');
  const acknowledged = [
    ...(statuses.includes('ACTIVE') ? [0] : []),
    ...(statuses.includes('ACKNOWLEDGED') ? [1] : []),
  ];
  const inForce = sql<boolean>`active = 1 and acknowledged in (${sql.raw(acknowledged.join(','))})`;
  if (!cleared) return inForce;
  return acknowledged.length > 0 ? sql<boolean>`(active = 0 or (${inForce}))` : sql<boolean>`active = 0`;
}

/** The severities to ask for: all of them, named, when that leads to the small index of open alarms. */
function severitiesOf({ deviceIds, types, statuses, severities: wanted }: AlarmFilter): readonly number[] | undefined {
  const anywhere = deviceIds === undefined && types === undefined;
  const inForce = statuses !== undefined && !statuses.includes('CLEARED');
  return wanted ?? (anywhere && inForce ? severities.map(severityNumber) : undefined);
}

type TimeColumn = 'time_ms' | 'created_ms' | 'updated_ms';

function ranges(filter: AlarmFilter): [TimeColumn, number | undefined, number | undefined][] {
  return [
    // Always bounded, so that a list without any filter walks an index from its end.
    ['time_ms', filter.fromMs ?? 0, filter.toMs],
    ['created_ms', filter.createdFromMs, filter.createdToMs],
    ['updated_ms', filter.updatedFromMs, filter.updatedToMs],
  ];
}

/** What the wire may see of the alarms that match. */
function filtered(filter: AlarmFilter) {
  const { deviceIds, types, statuses } = filter;
  const wanted = severitiesOf(filter);
  let query = db.selectFrom('alarms').where(sql<boolean>`suppressed is not 'maintenance'`);
  if (deviceIds?.length === 1) query = query.where('managed_object_id', '=', deviceIds[0] ?? 0);
  else if (deviceIds) query = query.where(amongDevices(deviceIds));
  if (types) query = query.where('type', 'in', types);
  if (wanted) query = query.where('severity', 'in', wanted);
  if (statuses) query = query.where(hasStatus(statuses));
  for (const [column, from, to] of ranges(filter)) {
    if (from !== undefined) query = query.where(column, '>=', from);
    if (to !== undefined) query = query.where(column, '<', to);
  }
  return query;
}

/** Nothing in it narrows the rows by an index: such a list is short by its limit, such a count reads everything. */
function isBroad({ statuses, severities: _, ...indexed }: AlarmFilter): boolean {
  const inForce = statuses !== undefined && !statuses.includes('CLEARED');
  return !inForce && Object.values(indexed).every((wanted) => wanted === undefined);
}

const broadExamples: AlarmFilter[] = [{}, { severities: [1, 2] }, { statuses: ['CLEARED'] }, { statuses: ['ACTIVE', 'CLEARED'] }];
const narrowExamples: AlarmFilter[] = [
  { deviceIds: [1] },
  { deviceIds: [1, 2] },
  { deviceIds: [1], types: ['t'] },
  { deviceIds: [1], statuses: ['ACTIVE', 'ACKNOWLEDGED'] },
  { deviceIds: [1], severities: [1], fromMs: 1, toMs: 2 },
  { types: ['t'] },
  { types: ['t', 'u'] },
  { statuses: ['ACTIVE'] },
  { statuses: ['ACTIVE', 'ACKNOWLEDGED'], severities: [1] },
  { fromMs: 1, toMs: 2 },
  { createdFromMs: 1, createdToMs: 2 },
  { updatedFromMs: 1, updatedToMs: 2 },
];
const examples = [...broadExamples, ...narrowExamples];

/** A page, newest first. */
export const listAlarms = statement(
  'alarms: list',
  examples.map((filter): [AlarmFilter, number, number] => [filter, 5, 0]),
  (filter, limit, offset) =>
    filtered(filter).selectAll().orderBy('time_ms', 'desc').orderBy('id', 'desc').limit(limit).offset(offset),
);

function count(filter: AlarmFilter) {
  return filtered(filter).select((eb) => eb.fn.countAll<number>().as('total'));
}

const countNarrow = statement('alarms: count', narrowExamples.map((filter): [AlarmFilter] => [filter]), count);
const countBroad = statement('alarms: count nearly all', broadExamples.map((filter): [AlarmFilter] => [filter]), count);

/** All that the wire may see: of those in force it is cheap to say how many there are, of the rest only what is not among them. */
const countEverything = statement('alarms: count all', [['any'], ['cleared']] as ['any' | 'cleared'][], (which) => {
  const all = sql`(select count(*) from alarms)`;
  const hidden = sql`(select count(*) from alarms where suppressed = 'maintenance')`;
  const open = sql`(select count(*) from alarms where severity in (1, 2, 3, 4) and active = 1)`;
  const hiddenOpen = sql`(select count(*) from alarms where suppressed = 'maintenance' and active = 1)`;
  const total = which === 'any' ? sql<number>`${all} - ${hidden}` : sql<number>`${all} - ${hidden} - ${open} + ${hiddenOpen}`;
  return db.selectNoFrom(total.as('total'));
});

/** Whether a filter means everything, or everything that was cleared; null for all others. */
function wholeOf({ statuses, ...others }: AlarmFilter): 'any' | 'cleared' | null {
  if (Object.values(others).some((wanted) => wanted !== undefined)) return null;
  if (statuses === undefined) return 'any';
  return statuses.length === 1 && statuses[0] === 'CLEARED' ? 'cleared' : null;
}

export function countAlarms(filter: AlarmFilter) {
  const whole = wholeOf(filter);
  if (whole !== null) return countEverything(whole);
  return isBroad(filter) ? countBroad(filter) : countNarrow(filter);
}

/** The next rows that match after `afterId`, in the order of their ids: for changes that go slice by slice. */
export const sliceOfAlarms = statement(
  'alarms: slice',
  examples.map((filter): [AlarmFilter, number, number] => [filter, 0, 200]),
  (filter, afterId, limit) => filtered(filter).selectAll().where('id', '>', afterId).orderBy('id').limit(limit),
);

export interface JournalFilter {
  deviceId?: number;
  severity?: number;
  /** Words in the alarm's text or the device's name. */
  search?: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** Beginning and id of the last one seen; what follows is older. */
  before: { firstMs: number; id: number };
}

function pattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}

function hasWords(words: string) {
  const like = pattern(words);
  return sql<boolean>`(text like ${like} escape '\\' or exists (select 1 from managed_objects as o
    where o.id = alarms.managed_object_id and o.name like ${like} escape '\\'))`;
}

const wide = { fromMs: 0, toMs: 10, before: { firstMs: 10, id: 1 } };

/** When the first alarm there ever was began. */
export const oldestAlarm = fixedStatement('alarms: oldest', [] as [], () => db.selectFrom('alarms').select('first_ms').orderBy('first_ms').limit(1));

/** All that ever were, by their beginning, newest first. */
export const journalRows = statement(
  'alarms: journal',
  [
    [wide, 200],
    [{ ...wide, deviceId: 1 }, 200],
    [{ ...wide, severity: 1 }, 200],
    [{ ...wide, search: 'x' }, 200],
    [{ ...wide, deviceId: 1, search: 'x' }, 200],
  ] as [JournalFilter, number][],
  ({ deviceId, severity, search, fromMs, toMs, before }, limit) => {
    let query = db.selectFrom('alarms').selectAll().where('first_ms', '>=', fromMs).where('first_ms', '<', toMs);
    query = query.where(sql<boolean>`(first_ms, id) < (${before.firstMs}, ${before.id})`);
    if (deviceId !== undefined) query = query.where('managed_object_id', '=', deviceId);
    if (severity !== undefined) query = query.where('severity', '=', severity);
    if (search !== undefined) query = query.where(hasWords(search));
    return query.orderBy('first_ms', 'desc').orderBy('id', 'desc').limit(limit);
  },
);
