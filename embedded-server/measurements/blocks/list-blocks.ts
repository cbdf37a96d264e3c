/** Blocks one after the other, a page at a time: by their beginning, or newest first by their end. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import { listBlocks, type BlockFilter, type BlockRow } from './block-store.ts';

const blocksAtOnce = 64;

/** Blocks that reach into a stretch of time. Read on without a pause. */
export function* blocksOf(database: TenantDatabase, filter: BlockFilter, newestFirst: boolean): Generator<BlockRow> {
  let place = newestFirst ? { edgeMs: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER } : { edgeMs: -1, id: 0 };
  for (;;) {
    const blocks = database.read(listBlocks(filter, newestFirst, place, blocksAtOnce));
    yield* blocks;
    const last = blocks.at(-1);
    if (!last || blocks.length < blocksAtOnce) return;
    place = { edgeMs: newestFirst ? last.to_ms : last.from_ms, id: last.id };
  }
}
