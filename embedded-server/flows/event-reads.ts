/** Events the caller may see. */
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { countEvents, findEvent, listEvents, type EventFilter, type EventRow } from '../events/event-store.ts';
import { descendants } from '../managed-objects/child-store.ts';
import type { ChildKind } from '../managed-objects/managed-object-store.ts';
import { mayTouch, requireTouch, scopeOf, type Scoped } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

export function noSuchEvent(id: string | number): ExpectedError {
  return new ExpectedError('not-found', `Finding event from database failed : No event for gid '${String(id).slice(0, 40)}'!`);
}

/** @throws ExpectedError 'not-found', also when its source is not the caller's. */
export function requireEvent(request: Scoped, id: string): EventRow {
  const eventId = parseId(id);
  const row = eventId === null ? undefined : request.tenant.database.readFirst(findEvent(eventId));
  if (!row || !mayTouch(request, row.managed_object_id)) throw noSuchEvent(id);
  return row;
}

/**
 * Ids of the objects whose events are asked for.
 * @param source the one that was named, or null.
 * @param below kinds of children whose events are wanted too.
 * @returns undefined = all of the tenant.
 * @throws ExpectedError 'not-found' when the named one is not there or not the caller's.
 */
export function eventSources(request: Scoped, source: string | null, below: readonly ChildKind[]): number[] | undefined {
  const scope = scopeOf(request);
  if (source === null) return scope;
  const id = requireTouch(request, source);
  const children = below.length > 0 ? request.tenant.database.read(descendants(id, below)).map((row) => row.id) : [];
  const visible = scope && new Set(scope);
  return [id, ...(visible ? children.filter((child) => visible.has(child)) : children)];
}

export function eventPage(tenant: OpenTenant, filter: EventFilter, oldestFirst: boolean, limit: number, offset: number): EventRow[] {
  return tenant.database.read(listEvents(filter, oldestFirst, limit, offset));
}

export function eventTotal(tenant: OpenTenant, filter: EventFilter): number {
  return tenant.database.readFirst(countEvents(filter))?.total ?? 0;
}
