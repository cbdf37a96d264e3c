/** What blocks say in short is made after they were written, a few at a time, so that whoever writes them need not wait for it. */
import { all, run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import { unpackBlock } from '../measurements/blocks/block.ts';
import { noSummary, packSummary } from '../measurements/summaries/block-summary.ts';
import { blocksToSummarise, insertSummary } from '../measurements/summaries/summary-store.ts';
import { readSite } from '../tenants/site-settings.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('summaries');

/** Blocks in one transaction: together two milliseconds, so that ingest does not wait. */
const blocksAtOnce = 8;

interface PackedBlock {
  id: number;
  head: Uint8Array;
  body: Uint8Array;
}

function summaryFor(tenant: OpenTenant, { id, head, body }: PackedBlock, zone: string): Uint8Array {
  try {
    return packSummary(unpackBlock(head, body), (shape) => tenant.measurements.widthOf(shape), zone);
  } catch (error) {
    log.error({ reason: String(error), block: id }, 'a block cannot be told in short');
    return noSummary;
  }
}

function* summariseSome(tenant: OpenTenant, zone: string): Unit<number> {
  const blocks = yield* all(blocksToSummarise(blocksAtOnce));
  for (const block of blocks) yield* run(insertSummary(block.id, summaryFor(tenant, block, zone)));
  return blocks.length;
}

/** Tell in short every block that is not yet. */
export async function summariseBlocks(tenant: OpenTenant): Promise<void> {
  for (let made = blocksAtOnce; made === blocksAtOnce; ) {
    const zone = readSite(tenant.database, tenant.id).timeZone;
    made = await tenant.database.upkeep(() => summariseSome(tenant, zone));
  }
}
