/** Measurements as they were stored before there were blocks, a row each: taken over when a tenant is opened. */
import { sql } from 'kysely';

import { queryBuilder, statement } from '../../db/statement.ts';
import type { TenantDatabase } from '../../db/tenant-database.ts';
import { all, run, type Unit } from '../../db/unit.ts';
import { logger } from '../../log.ts';
import { writeBlocks } from '../blocks/block-writing.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import type { Section } from '../section.ts';

const log = logger('measurements');

interface OldRow {
  source: number;
  time_ms: number;
  ordinal: number;
  shape: number;
  /** A little-endian double a column. */
  samples: Uint8Array;
  extras: string | null;
}

const db = queryBuilder<{ measurements: OldRow }>();

/** Rows in one transaction. */
const rowsAtOnce = 8_000;

/** The first source that has any. */
const nextSource = statement('old measurements: next source', [[]], () =>
  db.selectFrom('measurements').select('source').orderBy('source').limit(1),
);

const rowsOf = statement('old measurements: of a source', [[1, 5]], (source: number, limit: number) =>
  db.selectFrom('measurements').selectAll().where('source', '=', source).orderBy('time_ms').orderBy('ordinal').limit(limit),
);

const deleteUpTo = statement('old measurements: delete', [[1, 1, 0]], (source: number, timeMs: number, ordinal: number) =>
  db.deleteFrom('measurements').where('source', '=', source).where(sql<boolean>`(time_ms, ordinal) <= (${timeMs}, ${ordinal})`),
);

function valueAt({ samples }: OldRow, column: number): number {
  return new DataView(samples.buffer, samples.byteOffset, samples.byteLength).getFloat64(column * 8, true);
}

function sectionOf(shape: number, rows: readonly OldRow[]): Section {
  const extras = new Map(rows.flatMap((row, index) => (row.extras === null ? [] : [[index, row.extras] as const])));
  const ordinals = Float64Array.from(rows, ({ ordinal }) => ordinal);
  return {
    shape,
    count: rows.length,
    times: Float64Array.from(rows, (row) => row.time_ms),
    ordinals: ordinals.some((ordinal) => ordinal > 0) ? ordinals : null,
    column: (index) => Float64Array.from(rows, (row) => valueAt(row, index)),
    extras: extras.size > 0 ? extras : null,
  };
}

function* takeOver(memory: MeasurementMemory, source: number): Unit<number> {
  const rows = yield* all(rowsOf(source, rowsAtOnce));
  const last = rows.at(-1);
  if (!last) return 0;
  const sections = [...Map.groupBy(rows, ({ shape }) => shape)].map(([shape, ofShape]) => sectionOf(shape, ofShape));
  yield* writeBlocks(source, sections, (shape) => memory.widthOf(shape));
  yield* run(deleteUpTo(source, last.time_ms, last.ordinal));
  return rows.length;
}

/** Put rows of an earlier version into blocks, each transaction whole or not at all; the shapes must be loaded. */
export function takeOverOldRows(database: TenantDatabase, memory: MeasurementMemory): void {
  let total = 0;
  for (let next = database.readFirst(nextSource()); next; next = database.readFirst(nextSource())) {
    const { source } = next;
    total += database.prepare(() => takeOver(memory, source));
  }
  if (total > 0) log.info({ measurements: total }, 'rows of an earlier version were put into blocks');
}
