/**
 * A unit of work: a generator that yields compiled statements and gets their rows back. No `await` can
 * stand inside, so no other work can slip into its transaction. SQLite steps it synchronously; a backend
 * that answers later would await the same steps.
 */
import type { Connection } from './database.ts';
import type { Step } from './statement.ts';

export type Unit<Result> = Generator<Step<unknown>, Result, unknown[]>;

/** Run one statement inside a unit and get its rows: `const found = yield* all(findAlarm(id))`. */
export function* all<Row>(step: Step<Row>): Unit<Row[]> {
  return (yield step) as Row[];
}

/** Run one statement inside a unit and get its first row, if any. */
export function* first<Row>(step: Step<Row>): Unit<Row | undefined> {
  const rows = (yield step) as Row[];
  return rows[0];
}

/** Run one statement inside a unit for its effect. */
export function* run(step: Step<unknown>): Unit<void> {
  yield step;
}

/**
 * Step through a unit on a connection that is in a transaction.
 * @param savepoint set before the first statement.
 */
export function stepThrough<Result>(connection: Connection, unit: Unit<Result>, savepoint?: { set(): void }): Result {
  let turn = unit.next([]);
  while (!turn.done) {
    savepoint?.set();
    turn = unit.next(connection.execute(turn.value));
  }
  return turn.value;
}

/** Run a unit in a transaction of its own. */
export function runAtOnce<Result>(connection: Connection, unit: Unit<Result>): Result {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = stepThrough(connection, unit);
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
