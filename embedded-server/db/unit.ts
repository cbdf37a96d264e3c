/**
 * A unit of work: a generator that yields compiled statements and gets their rows back. No `await` can
 * stand inside, so no other work can slip into its transaction. SQLite steps it synchronously; a backend
 * that answers later would await the same steps.
 */
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
