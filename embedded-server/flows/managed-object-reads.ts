/** Managed objects with what belongs to them on the wire: children, parents, availability, counts of alarms. */
import type { JsonObject } from '#contract/wire.ts';

import { childrenOf, parentsOf } from '../managed-objects/child-store.ts';
import { countObjects, listObjects } from '../managed-objects/managed-object-list.ts';
import type { ConnectionStatus } from '../managed-objects/availability.ts';
import { findObjectName, type ChildKind, type ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import type { ObjectFilter } from '../managed-objects/object-filter.ts';
import { fragmentsOf } from '../managed-objects/record-object.ts';
import { activeAlarmsOf, availabilityOf, connectionOf, type AlarmCounts, type Availability } from './computed-fragments.ts';
import { scopeOf, type Scoped } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

/** What an object is called, if it has a name. */
export function objectName({ database }: OpenTenant, id: number): string | null {
  return database.readFirst(findObjectName(id))?.name ?? null;
}

/** Another object as it is mentioned. */
export interface Mention {
  kind: ChildKind;
  id: number;
  name: string | null;
}

export interface ManagedObjectView {
  row: ManagedObjectRow;
  fragments: JsonObject;
  /** Undefined when they were not asked for. */
  children?: Mention[];
  parents?: Mention[];
  availability?: Availability;
  connection?: ConnectionStatus;
  /** Active alarms by severity; devices only. */
  activeAlarms?: AlarmCounts;
}

export interface ViewOptions {
  withChildren: boolean;
  withParents: boolean;
}

/** Mentions by the object they belong to. */
function byObject(rows: readonly (Mention & { of: number })[], scope: ReadonlySet<number> | undefined): Map<number, Mention[]> {
  const found = new Map<number, Mention[]>();
  for (const { of, id, name, kind } of rows) {
    if (scope && !scope.has(id)) continue;
    const known = found.get(of);
    if (known) known.push({ id, name, kind });
    else found.set(of, [{ id, name, kind }]);
  }
  return found;
}

interface References {
  children: Map<number, Mention[]> | undefined;
  parents: Map<number, Mention[]> | undefined;
}

/** Children and parents the caller may not touch are left out: even their names are none of its business. */
function referencesOf(request: Scoped, ids: number[], { withChildren, withParents }: ViewOptions): References {
  if (!withChildren && !withParents) return { children: undefined, parents: undefined };
  const { database } = request.tenant;
  const among = scopeOf(request);
  const scope = among && new Set(among);
  return {
    children: withChildren ? byObject(database.readPage(childrenOf(ids)), scope) : undefined,
    parents: withParents ? byObject(database.readPage(parentsOf(ids)), scope) : undefined,
  };
}

/** Objects with what was asked for. */
export function viewObjects(request: Scoped, rows: readonly ManagedObjectRow[], options: ViewOptions): ManagedObjectView[] {
  const { tenant } = request;
  const { children, parents } = referencesOf(request, rows.map(({ id }) => id), options);
  const alarms = activeAlarmsOf(tenant, rows.filter((row) => row.is_device === 1).map(({ id }) => id));
  return rows.map((row) => {
    const fragments = fragmentsOf(row);
    return {
      row,
      fragments,
      children: children && (children.get(row.id) ?? []),
      parents: parents && (parents.get(row.id) ?? []),
      availability: availabilityOf(tenant, row.id, fragments),
      connection: connectionOf(tenant, row.id, fragments),
      activeAlarms: alarms.get(row.id),
    };
  });
}

/** One page of the objects the caller may touch. */
export function listManagedObjects(request: Scoped, filter: ObjectFilter, limit: number, offset: number): ManagedObjectRow[] {
  return request.tenant.database.readPage(listObjects({ ...filter, among: scopeOf(request) }, limit, offset));
}

/** How many there are on all pages. */
export function countManagedObjects(request: Scoped, filter: ObjectFilter): number {
  return request.tenant.database.readFirst(countObjects({ ...filter, among: scopeOf(request) }))?.total ?? 0;
}

/** Ids of everything that ever measured. */
export function measuredObjects({ series }: OpenTenant): number[] {
  return [...new Set([...series.all()].map(({ deviceId }) => deviceId))];
}

/** Names of the fragments an object has measured, and `fragment.series` of each series. */
export function supportedSeries(tenant: OpenTenant, id: number): { measurements: string[]; series: string[] } {
  const found = tenant.series.ofDevice(id);
  return {
    measurements: [...new Set(found.map(({ fragment }) => fragment))],
    series: found.map(({ fragment, series }) => `${fragment}.${series}`),
  };
}
