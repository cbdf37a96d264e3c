/** Recording, changing and deleting events. */
import { all, first, run } from '../db/unit.ts';
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
import { noSuchEvent } from './event-reads.ts';
import { requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Rows in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 500;

/** Store an event; it also counts as a sign of life of its source. @throws ExpectedError 'not-found' without a source. */
export function recordEvent(tenant: OpenTenant, event: EventContent, arrivalMs: number): Promise<EventRow> {
  const { sourceId, type, text, timeMs } = event;
  return tenant.database.write(function* () {
    yield* requireRow(sourceId);
    const row = yield* first(insertEvent(sourceId, type, text, timeMs, arrivalMs, JSON.stringify(event.fragments)));
    if (!row) throw new Error('an inserted event gave no row');
    yield* noteArrival(tenant, sourceId, arrivalMs);
    return row;
  });
}

/** Change text and fragments. @throws ExpectedError 'not-found'. */
export function changeEvent(tenant: OpenTenant, id: number, changes: EventChanges): Promise<EventRow> {
  return tenant.database.write(function* () {
    const before = yield* first(findEvent(id));
    if (!before) throw noSuchEvent(id);
    const { text, fragments } = applyEventChanges(
      { text: before.text, fragments: JSON.parse(before.fragments) as JsonObject },
      changes,
    );
    const after = yield* first(updateEvent(text, JSON.stringify(fragments), tenant.clock.now(), id));
    if (!after) throw noSuchEvent(id);
    return after;
  });
}

export function deleteOneEvent(tenant: OpenTenant, id: number): Promise<void> {
  return tenant.database.write(() => run(deleteEvent(id)));
}

/** Delete what matches, slice by slice. @returns how many there were. */
export async function deleteEvents(tenant: OpenTenant, filter: EventFilter): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await tenant.database.write(() => all(deleteEventSlice(filter, sliceRows)), sliceRows);
    total += deleted.length;
    if (deleted.length < sliceRows) return total;
  }
}
