/** SQL of contacts: last arrival and learned interval per device. */
import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface ContactTables {
  contacts: { managed_object_id: number; arrival_ms: number; interval_ms: number | null };
}

const db = queryBuilder<ContactTables>();

export const allContacts = statement('contacts: all', [[]], () =>
  db.selectFrom('contacts').select(['managed_object_id', 'arrival_ms', 'interval_ms']),
);

export const saveContact = fixedStatement(
  'contacts: save',
  [1, 1, 1] as [number, number, number | null],
  (deviceId, arrivalMs, intervalMs) =>
    db
      .insertInto('contacts')
      .values({ managed_object_id: deviceId, arrival_ms: arrivalMs, interval_ms: intervalMs })
      .onConflict((conflict) =>
        conflict.column('managed_object_id').doUpdateSet((eb) => ({
          arrival_ms: eb.ref('excluded.arrival_ms'),
          interval_ms: eb.ref('excluded.interval_ms'),
        })),
      ),
);
