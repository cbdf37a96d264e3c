/** SQL of the console's lists of devices and groups, by name. */
import { sql } from 'kysely';

import { queryBuilder, statement } from '../db/statement.ts';
import type { InventoryTables } from './managed-object-store.ts';

export interface DeviceFilter {
  /** GLOB pattern for name, type, name of a group or external id; see `containsPattern`. */
  pattern?: string;
  /** Only these. */
  among?: readonly number[];
}

/** Where a page begins: behind this device. */
export interface DevicePosition {
  name: string;
  id: number;
}

const db = queryBuilder<InventoryTables>();

/** Literally what the indexes of devices and groups are over, so that SQLite may walk along them. */
const nameKey = sql<string>`coalesce(o.name, '') collate nocase`;

function matchesPattern(pattern: string) {
  return sql<boolean>`(o.name glob ${pattern} or o.type glob ${pattern}
    or o.id in (select managed_object_id from external_ids where external_id glob ${pattern})
    or o.id in (select c.child_id from managed_objects as g join managed_object_children as c on c.parent_id = g.id and c.kind = 'asset'
      where g.is_group = 1 and g.name glob ${pattern}))`;
}

function filtered({ pattern, among }: DeviceFilter) {
  let query = db.selectFrom('managed_objects as o').where('o.is_device', '=', sql.lit(1));
  if (among) query = query.where(sql<boolean>`o.id in (select value from json_each(${JSON.stringify(among)}))`);
  return pattern === undefined ? query : query.where(matchesPattern(pattern));
}

/** The first comparison is what SQLite can seek by; the second makes it exact. */
function behind({ name, id }: DevicePosition) {
  return sql<boolean>`${nameKey} >= ${name} and (${nameKey}, o.id) > (${name}, ${id})`;
}

function page(filter: DeviceFilter, after: DevicePosition | null, limit: number) {
  const begun = after ? filtered(filter).where(behind(after)) : filtered(filter);
  return begun.select(['o.id', 'o.name', 'o.type', 'o.created_ms']).orderBy(nameKey).orderBy('o.id').limit(limit);
}

function count(filter: DeviceFilter) {
  return filtered(filter).select((eb) => eb.fn.countAll<number>().as('total'));
}

const middle: DevicePosition = { name: 'm', id: 1 };
const plain: DeviceFilter[] = [{}, { among: [1, 2] }];
const searches: DeviceFilter[] = [{ pattern: '*x*' }, { pattern: '*x*', among: [1, 2] }];

function pages(name: string, filters: DeviceFilter[]) {
  const starts = [null, middle];
  return statement(
    name,
    filters.flatMap((filter) => starts.map((after): [DeviceFilter, DevicePosition | null, number] => [filter, after, 200])),
    page,
  );
}

function counts(name: string, filters: DeviceFilter[]) {
  return statement(name, filters.map((filter): [DeviceFilter] => [filter]), count);
}

// A part of a name can only be found by looking at every name; the plan test allows that to the searches alone.
const listPlain = pages('devices: list', plain);
const listSearch = pages('devices: search', searches);
const countPlain = counts('devices: count', plain);
const countSearch = counts('devices: count of a search', searches);

/** A page of devices by name. */
export function listDeviceRows(filter: DeviceFilter, after: DevicePosition | null, limit: number) {
  return filter.pattern === undefined ? listPlain(filter, after, limit) : listSearch(filter, after, limit);
}

export function countDeviceRows(filter: DeviceFilter) {
  return filter.pattern === undefined ? countPlain(filter) : countSearch(filter);
}

/** Every device with its name, by name. */
export const listDeviceNames = statement('devices: all names', [[]], () =>
  db
    .selectFrom('managed_objects as o')
    .select(['o.id', 'o.name'])
    .where('o.is_device', '=', sql.lit(1))
    .orderBy(nameKey)
    .orderBy('o.id'),
);

/** Every group by name. */
export const listGroupRows = statement('groups: list', [[]], () =>
  db
    .selectFrom('managed_objects as o')
    .select(['o.id', 'o.name'])
    .where('o.is_group', '=', sql.lit(1))
    .orderBy(nameKey)
    .orderBy('o.id'),
);

/** Every device that hangs on something as an asset; one row a device. */
export const groupedDevices = statement('groups: devices in any', [[]], () =>
  db
    .selectFrom('managed_objects as o')
    .select('o.id')
    .where('o.is_device', '=', sql.lit(1))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('managed_object_children as c')
          .select('c.child_id')
          .whereRef('c.child_id', '=', 'o.id')
          .where('c.kind', '=', sql.lit('asset')),
      ),
    ),
);

/** Devices added last, newest first; with `pattern` those it fits. */
export const newestDevices = statement(
  'devices: newest',
  [[{}, 50], [{ pattern: '*x*' }, 50]] as [DeviceFilter, number][],
  (filter, limit) => filtered(filter).select(['o.id', 'o.name', 'o.type', 'o.created_ms']).orderBy('o.id', 'desc').limit(limit),
);
