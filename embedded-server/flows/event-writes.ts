/** Recording, changing and deleting events. */
import { all, first, run, type Unit } from '../db/unit.ts';
import { applyEventChanges, type EventChanges, type EventContent } from '../events/event.ts';
import {
  deleteEvent,
  deleteEventSlice,
  findEvent,
  insertEvent,
  updateEvent,
  type EventFilter,
  type EventRow,
} from '../events/event-store.ts';
import type { JsonObject } from '#contract/wire.ts';
import { noteArrival } from './arrival.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import { publishDeleted, publishEvent } from './changes.ts';
import { noSuchEvent } from './event-reads.ts';
import { requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Rows in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 500;

/** Store an event; unless a program posts it, it also counts as a sign of life of its source. @throws ExpectedError 'not-found' without a source. */
export function recordEvent(tenant: OpenTenant, event: EventContent, arrivalMs: number, isApplication = false): Promise<EventRow> {
  const { sourceId, type, text, timeMs } = event;
  return tenant.database.write(function* () {
    yield* requireRow(sourceId);
    const row = yield* first(insertEvent(sourceId, type, text, timeMs, arrivalMs, JSON.stringify(event.fragments)));
    if (!row) throw new Error('an inserted event gave no row');
    publishEvent(tenant, 'CREATE', row);
    if (!isApplication) yield* noteArrival(tenant, sourceId, arrivalMs);
    return row;
  });
}

/** Change text and fragments inside a unit. @throws ExpectedError 'not-found'. */
export function* changeEventInUnit(tenant: OpenTenant, id: number, changes: EventChanges): Unit<EventRow> {
  const before = yield* first(findEvent(id));
  if (!before) throw noSuchEvent(id);
  const { text, fragments } = applyEventChanges(
    { text: before.text, fragments: JSON.parse(before.fragments) as JsonObject },
    changes,
  );
  const after = yield* first(updateEvent(text, JSON.stringify(fragments), tenant.clock.now(), id));
  if (!after) throw noSuchEvent(id);
  publishEvent(tenant, 'UPDATE', after);
  return after;
}

/** See {@link changeEventInUnit}. */
export function changeEvent(tenant: OpenTenant, id: number, changes: EventChanges): Promise<EventRow> {
  return tenant.database.write(() => changeEventInUnit(tenant, id, changes));
}

export function deleteOneEvent(
  tenant: OpenTenant,
  { id, managed_object_id: sourceId }: EventRow,
  putOnRecord: PutOnRecord = unrecorded,
): Promise<void> {
  return tenant.database.write(function* () {
    yield* run(deleteEvent(id));
    yield* putOnRecord(id);
    publishDeleted(tenant, 'event', id, sourceId);
  });
}

function* deleteSlice(tenant: OpenTenant, filter: EventFilter): Unit<number> {
  const deleted = yield* all(deleteEventSlice(filter, sliceRows));
  for (const { id, managed_object_id: sourceId } of deleted) publishDeleted(tenant, 'event', id, sourceId);
  return deleted.length;
}

/** Delete what matches, slice by slice. @returns how many there were. */
export async function deleteEvents(tenant: OpenTenant, filter: EventFilter): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await tenant.database.write(() => deleteSlice(tenant, filter), sliceRows);
    total += deleted;
    if (deleted < sliceRows) return total;
  }
}
