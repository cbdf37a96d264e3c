/** SQL of the journal of measurements that are not in a block yet. */
import { fixedStatement, queryBuilder, statement } from '../../db/statement.ts';

interface JournalTables {
  measurement_journal: { number: number; body: Uint8Array };
}

const db = queryBuilder<JournalTables>();

export const insertEntry = fixedStatement(
  'measurement journal: insert',
  [1, new Uint8Array(8)] as [number, Uint8Array],
  (number, body) => db.insertInto('measurement_journal').values({ number, body }),
);

/** Entries after a number (a slice), oldest first. */
export const entriesAfter = fixedStatement('measurement journal: after', [1, 10] as [number, number], (number, limit) =>
  db.selectFrom('measurement_journal').select(['number', 'body']).where('number', '>', number).orderBy('number').limit(limit),
);

/** Number of the oldest entry. */
export const firstEntry = statement('measurement journal: first', [[]], () =>
  db.selectFrom('measurement_journal').select('number').orderBy('number').limit(1),
);

export const deleteEntriesBelow = fixedStatement('measurement journal: delete below', [10] as [number], (number) =>
  db.deleteFrom('measurement_journal').where('number', '<', number),
);
