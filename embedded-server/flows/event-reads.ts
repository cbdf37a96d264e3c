/** Events the caller may see. */
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { countEvents, findEvent, listEvents, type EventFilter, type EventRow } from '../events/event-store.ts';
import { mayTouch, type Scoped } from './device-scope.ts';
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

export function eventPage(tenant: OpenTenant, filter: EventFilter, oldestFirst: boolean, limit: number, offset: number): EventRow[] {
  return tenant.database.readPage(listEvents(filter, oldestFirst, limit, offset));
}

export function eventTotal(tenant: OpenTenant, filter: EventFilter): number {
  return tenant.database.readFirst(countEvents(filter))?.total ?? 0;
}
