/** Counting measurements: by the heads of their blocks where those lie wholly inside. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import type { BlockRow } from '../blocks/block-store.ts';
import { wantedSections } from '../blocks/block.ts';
import { blocksOf } from '../blocks/list-blocks.ts';
import { openBlock } from '../blocks/read-block.ts';
import { wantedBy, type MeasurementFilter, type Wanted } from './measurement-filter.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { lowerBound, type Section } from '../section.ts';

function rowsBetween({ times }: Section, { fromMs, toMs }: Wanted): number {
  return lowerBound(times, toMs) - lowerBound(times, fromMs);
}

function countSections(sections: readonly Section[], wanted: Wanted): number {
  const matching = sections.filter(({ shape }) => !wanted.shapes || wanted.shapes.has(shape));
  return matching.reduce((sum, section) => sum + rowsBetween(section, wanted), 0);
}

/** By its head alone where it lies wholly inside. */
function countBlock(database: TenantDatabase, memory: MeasurementMemory, block: BlockRow, wanted: Wanted): number {
  const heads = wantedSections(block.head, wanted);
  if (heads.every(({ fromMs, toMs }) => fromMs >= wanted.fromMs && toMs < wanted.toMs)) return heads.reduce((sum, { count }) => sum + count, 0);
  return countSections(openBlock(database, memory, block), wanted);
}

/** How many measurements match. */
export function countMeasurements(database: TenantDatabase, memory: MeasurementMemory, filter: MeasurementFilter): number {
  const wanted = wantedBy(filter);
  let total = 0;
  for (const source of wanted.sources) {
    for (const block of blocksOf(database, { source, fromMs: wanted.fromMs, toMs: wanted.toMs }, false)) total += countBlock(database, memory, block, wanted);
    const heads = source === undefined ? [...memory.heads.all()] : [memory.heads.get(source)];
    for (const head of heads) total += countSections(head?.uncommitted() ?? [], wanted);
  }
  return total;
}
