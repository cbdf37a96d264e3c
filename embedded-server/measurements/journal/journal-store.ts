/** SQL of the journal of measurements that are not in a block yet. */
import { sql } from 'kysely';

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

/** A slice of the journal as one row; null when there is nothing. */
interface JoinedEntries {
  /** One after the other, with commas. */
  numbers: string | null;
  lengths: string | null;
  bodies: Uint8Array | null;
}

/**
 * Entries after a number (a slice), oldest first and joined: SQLite hands out one long row in a third of the time that as
 * many short ones take, and a start may need tens of thousands.
 */
export const entriesAfter = fixedStatement('measurement journal: after', [1, 10] as [number, number], (number, limit) =>
  db
    .selectFrom((from) => from.selectFrom('measurement_journal').select(['number', 'body']).where('number', '>', number).orderBy('number').limit(limit).as('entry'))
    .select([
      sql<JoinedEntries['numbers']>`group_concat(number)`.as('numbers'),
      sql<JoinedEntries['lengths']>`group_concat(length(body))`.as('lengths'),
      // Text of SQLite is bytes: those of a blob stay what they are.
      sql<JoinedEntries['bodies']>`cast(group_concat(body, '') as blob)`.as('bodies'),
    ]),
);

/**
 * Take joined entries apart.
 * @returns how many there are.
 * @throws RangeError when the bytes are not as many as they should be.
 */
export function eachEntry({ numbers, lengths, bodies }: JoinedEntries, take: (number: number, body: Uint8Array) => void): number {
  if (numbers === null || lengths === null || bodies === null) return 0;
  const [all, sizes] = [numbers.split(','), lengths.split(',').map(Number)];
  if (sizes.reduce((sum, size) => sum + size, 0) !== bodies.length) throw new RangeError('entries of the journal are cut short');
  // Plain bytes are cut in half the time of a Buffer.
  const bytes = new Uint8Array(bodies.buffer, bodies.byteOffset, bodies.length);
  for (let index = 0, from = 0; index < all.length; index += 1) {
    const to = from + (sizes[index] as number);
    take(Number(all[index]), bytes.subarray(from, to));
    from = to;
  }
  return sizes.length;
}

/** Number of the oldest entry. */
export const firstEntry = statement('measurement journal: first', [[]], () =>
  db.selectFrom('measurement_journal').select('number').orderBy('number').limit(1),
);

export const deleteEntriesBelow = fixedStatement('measurement journal: delete below', [10] as [number], (number) =>
  db.deleteFrom('measurement_journal').where('number', '<', number),
);
