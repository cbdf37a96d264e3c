/** Sealing: what a source has in the journal and in memory goes into blocks, inside a unit. */
import { first, run, type Unit } from '../db/unit.ts';
import { deleteBlock, newestBlock } from './blocks/block-store.ts';
import { wantedOf, writeBlocks } from './blocks/block-writing.ts';
import { readBlock } from './blocks/read-block.ts';
import type { SourceHead } from './head/source-head.ts';
import { deleteEntriesBelow } from './journal/journal-store.ts';
import { packLatest } from './latest-points.ts';
import { mergeSections } from './merge-sections.ts';
import type { MeasurementMemory } from './measurement-memory.ts';
import { updateSealed } from './measurement-store.ts';
import type { Section } from './section.ts';
import type { SeriesMemory } from './series-memory.ts';

/** Entries of the journal in one unit: a few milliseconds, so that ingest does not wait. */
const trimmedEntries = 400;

/**
 * The last block of a source when it is only partly filled: what is sealed now is joined with it, so that a source
 * whose measurements are sealed early, for want of memory, does not end up as crumbs.
 */
function* unfilledBlock(memory: MeasurementMemory, source: number, sections: readonly Section[]): Unit<readonly Section[]> {
  const block = yield* first(newestBlock(source));
  const wanted = wantedOf(sections, (shape) => memory.widthOf(shape));
  if (!block || block.count >= wanted / 2) return [];
  const unfilled = yield* readBlock(memory, block);
  yield* run(deleteBlock(block.id));
  return unfilled;
}

/** Put everything a source has unsealed into blocks. */
export function* sealSource(memory: MeasurementMemory, series: SeriesMemory, head: SourceHead): Unit<void> {
  const sections = head.sections();
  if (sections.length === 0) return;
  const unfilled = yield* unfilledBlock(memory, head.source, sections);
  yield* writeBlocks(head.source, mergeSections([...unfilled, ...sections]), (shape) => memory.widthOf(shape));
  memory.heads.sealed(head);
  yield* run(updateSealed(head.source, head.sealedThrough, packLatest(series.ofDevice(head.deviceId))));
}

/** Forget the oldest entries of the journal that are in blocks. @returns whether there may be more. */
export function* trimJournal(memory: MeasurementMemory): Unit<boolean> {
  const before = memory.heads.trimmedTo;
  const neededFrom = memory.heads.neededFrom;
  const to = Math.min(neededFrom, before + trimmedEntries);
  if (to <= before) return false;
  yield* run(deleteEntriesBelow(to));
  memory.heads.trimmed(to);
  return to < neededFrom;
}
