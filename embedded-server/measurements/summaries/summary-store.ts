/** SQL of what blocks say in short. A row goes with its block. */
import { fixedStatement, queryBuilder, statement } from '../../db/statement.ts';
import type { BlockRow } from '../blocks/block-store.ts';

interface SummaryTables {
  block_summaries: { block: number; summary: Uint8Array };
  measurement_blocks: BlockRow & { body: Uint8Array };
}

const db = queryBuilder<SummaryTables>();

export const insertSummary = fixedStatement('block summaries: insert', [1, new Uint8Array(8)] as [number, Uint8Array], (block, summary) =>
  db.insertInto('block_summaries').values({ block, summary }),
);

export const summaryOf = fixedStatement('block summaries: of a block', [1] as [number], (block) =>
  db.selectFrom('block_summaries').select('summary').where('block', '=', block),
);

/** Blocks without, in the order they were written: those after the last that has one. */
export const blocksToSummarise = fixedStatement('block summaries: still to be made', [10] as [number], (limit) =>
  db
    .selectFrom('measurement_blocks')
    .select(['id', 'head', 'body'])
    .where('id', '>', (eb) => eb.fn.coalesce(eb.selectFrom('block_summaries').select((of) => of.fn.max('block').as('block')), eb.lit(0)))
    .orderBy('id')
    .limit(limit),
);

/** They are made anew, for the days of another zone. */
export const forgetSummaries = statement('block summaries: delete all', [[]], () => db.deleteFrom('block_summaries'));
