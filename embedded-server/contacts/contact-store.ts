/** SQL of contacts: last arrival and learned interval per device. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';
import type { ContactState } from './contact.ts';

export interface ContactRow {
  managed_object_id: number;
  arrival_ms: number;
  interval_ms: number | null;
  visit_ms: number | null;
  reading_ms: number | null;
  since_ms: number | null;
  /** JSON list of ms. */
  gaps: string;
}

const db = queryBuilder<{ contacts: ContactRow; binned_objects: { managed_object_id: number } }>();

/** A row as the memory keeps it; a row of an older version knows only arrival and interval. */
export function contactOf(row: ContactRow): ContactState {
  return {
    arrivalMs: row.arrival_ms,
    intervalMs: row.interval_ms,
    visitMs: row.visit_ms ?? row.arrival_ms,
    readingMs: row.reading_ms,
    sinceMs: row.since_ms ?? row.arrival_ms,
    gaps: JSON.parse(row.gaps) as number[],
  };
}

/** Of every device that is not in the bin. */
export const allContacts = statement('contacts: all', [[]], () =>
  db
    .selectFrom('contacts')
    .selectAll()
    .where('managed_object_id', 'not in', (eb) => eb.selectFrom('binned_objects').select('managed_object_id')),
);

export const findContact = fixedStatement('contacts: one', [1] as [number], (deviceId) =>
  db.selectFrom('contacts').selectAll().where('managed_object_id', '=', deviceId),
);

type Columns = [number, number, number | null, number, number | null, number, string];

const save = fixedStatement(
  'contacts: save',
  [1, 1, 1, 1, 1, 1, '[]'] as Columns,
  (deviceId, arrivalMs, intervalMs, visitMs, readingMs, sinceMs, gaps) =>
    db
      .insertInto('contacts')
      .values({
        managed_object_id: deviceId,
        arrival_ms: arrivalMs,
        interval_ms: intervalMs,
        visit_ms: visitMs,
        reading_ms: readingMs,
        since_ms: sinceMs,
        gaps,
      })
      .onConflict((conflict) =>
        conflict.column('managed_object_id').doUpdateSet((eb) => ({
          arrival_ms: eb.ref('excluded.arrival_ms'),
          interval_ms: eb.ref('excluded.interval_ms'),
          visit_ms: eb.ref('excluded.visit_ms'),
          reading_ms: eb.ref('excluded.reading_ms'),
          since_ms: eb.ref('excluded.since_ms'),
          gaps: eb.ref('excluded.gaps'),
        })),
      ),
);

export function saveContact(deviceId: number, state: ContactState) {
  const { arrivalMs, intervalMs, visitMs, readingMs, sinceMs, gaps } = state;
  return save(deviceId, arrivalMs, intervalMs, visitMs, readingMs, sinceMs, JSON.stringify(gaps));
}
