/** SQL of sealed blocks. A block is never changed: what replaces it has an id of its own. */
import { sql } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../../db/statement.ts';

interface BlockTables {
  measurement_blocks: {
    id: number;
    source: number;
    from_ms: number;
    to_ms: number;
    count: number;
    head: Uint8Array;
    body: Uint8Array;
  };
}

const db = queryBuilder<BlockTables>();

/** A block without its body. `to_ms` is inclusive. */
export interface BlockRow {
  id: number;
  source: number;
  from_ms: number;
  to_ms: number;
  count: number;
  head: Uint8Array;
}

const blockColumns = ['id', 'source', 'from_ms', 'to_ms', 'count', 'head'] as const;

export const insertBlock = fixedStatement(
  'measurement blocks: insert',
  [1, 1, 2, 1, new Uint8Array(8), new Uint8Array(8)] as [number, number, number, number, Uint8Array, Uint8Array],
  (source, fromMs, toMs, count, head, body) =>
    db.insertInto('measurement_blocks').values({ source, from_ms: fromMs, to_ms: toMs, count, head, body } as never),
);

export const deleteBlock = fixedStatement('measurement blocks: delete', [1] as [number], (id) =>
  db.deleteFrom('measurement_blocks').where('id', '=', id),
);

export const blockBody = fixedStatement('measurement blocks: body', [1] as [number], (id) =>
  db.selectFrom('measurement_blocks').select('body').where('id', '=', id),
);

/** Blocks of a source that reach into [fromMs, toMs), by their beginning. */
export const blocksBetween = fixedStatement(
  'measurement blocks: of a source',
  [1, 1, 2] as [number, number, number],
  (source, fromMs, toMs) =>
    db
      .selectFrom('measurement_blocks')
      .select(blockColumns)
      .where('source', '=', source)
      .where('from_ms', '<', toMs)
      .where('to_ms', '>=', fromMs)
      .orderBy('from_ms')
      .orderBy('id'),
);

/** Where a block lies in time. `to_ms` is inclusive. */
export type BlockEdges = Pick<BlockRow, 'id' | 'from_ms' | 'to_ms'>;

/** Edges of the blocks of a source that reach into [fromMs, toMs), by their beginning. */
export const blockEdges = fixedStatement('measurement blocks: edges', [1, 1, 2] as [number, number, number], (source, fromMs, toMs) =>
  db.selectFrom('measurement_blocks').select(['id', 'from_ms', 'to_ms']).where('source', '=', source).where('from_ms', '<', toMs).where('to_ms', '>=', fromMs).orderBy('from_ms').orderBy('id'),
);

export const blockContents = fixedStatement('measurement blocks: contents', [1] as [number], (id) =>
  db.selectFrom('measurement_blocks').select(['head', 'body']).where('id', '=', id),
);

export interface BlockFilter {
  /** Undefined = of all sources. */
  source: number | undefined;
  /** Inclusive. */
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** Where a list of blocks goes on: the edge it is ordered by and the id of the last one seen. */
export interface BlockPlace {
  edgeMs: number;
  id: number;
}

const filterExamples: [BlockFilter, boolean, BlockPlace, number][] = [undefined, 1].flatMap((source) =>
  [false, true].map((newestFirst): [BlockFilter, boolean, BlockPlace, number] => [{ source, fromMs: 1, toMs: 2 }, newestFirst, { edgeMs: 1, id: 1 }, 10]),
);

/** Blocks that reach into a stretch of time, after a place: by their beginning, or newest first by their end. */
export const listBlocks = statement('measurement blocks: list', filterExamples, (filter, newestFirst, after, limit) => {
  const edge = newestFirst ? 'to_ms' : 'from_ms';
  const direction = newestFirst ? 'desc' : 'asc';
  const beyond = sql<boolean>`(${sql.ref(edge)}, id) ${sql.raw(newestFirst ? '<' : '>')} (${after.edgeMs}, ${after.id})`;
  let query = db.selectFrom('measurement_blocks').select(blockColumns).where(beyond);
  if (filter.source !== undefined) query = query.where('source', '=', filter.source);
  return query.where('from_ms', '<', filter.toMs).where('to_ms', '>=', filter.fromMs).orderBy(edge, direction).orderBy('id', direction).limit(limit);
});

/** The block of a source that ends last. */
export const newestBlock = fixedStatement('measurement blocks: newest of a source', [1] as [number], (source) =>
  db
    .selectFrom('measurement_blocks')
    .select(blockColumns)
    .where('source', '=', source)
    .orderBy('to_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

/** Blocks of a source (a slice), in any order. */
export const someBlocksOf = fixedStatement('measurement blocks: some of a source', [1, 10] as [number, number], (source, limit) =>
  db.selectFrom('measurement_blocks').select('id').where('source', '=', source).limit(limit),
);

/** Blocks that begin before a moment (a slice), oldest first. */
export const blocksBefore = fixedStatement('measurement blocks: before', [1, 10] as [number, number], (beforeMs, limit) =>
  db.selectFrom('measurement_blocks').select(blockColumns).where('from_ms', '<', beforeMs).orderBy('from_ms').orderBy('id').limit(limit),
);

/** When each source measured last, of what is sealed. */
export const sealedUntil = statement('measurement blocks: ends', [[]], () =>
  db
    .selectFrom('measurement_blocks')
    .select((eb) => ['source', eb.fn.max('to_ms').as('to_ms')])
    .groupBy('source'),
);
