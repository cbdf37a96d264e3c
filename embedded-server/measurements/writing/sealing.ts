/** Sealing: what a source has in the journal and in memory goes into blocks, inside a unit. */
import { first, run, type Unit } from '../../db/unit.ts';
import { deleteBlock, newestBlock, type BlockRow } from '../blocks/block-store.ts';
import { wantedOf, writeBlocks } from '../blocks/block-writing.ts';
import { readBlock } from '../blocks/read-block.ts';
import type { SourceHead } from '../head/source-head.ts';
import { deleteEntriesBelow } from '../journal/journal-store.ts';
import { packLatest } from '../latest-points.ts';
import { mergeSections } from '../merge-sections.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { updateSealed } from '../measurement-store.ts';
import { lowerBound, sectionOf, sliceRows, type Section } from '../section.ts';
import type { SeriesMemory } from '../series-memory.ts';

/** Entries of the journal in one unit: a few milliseconds, so that ingest does not wait. */
const trimmedEntries = 400;

/** A last block of at least this part of a good size is left as it is: to write it anew costs more than it saves. */
const fewestParts = 4;

/** What is to be sealed with what lies in blocks already. */
interface Joined {
  /** Measurements older than this are late: they get blocks of their own, so that no block spans the time of others. */
  lateBeforeMs: number;
  /** The last block of the source where it is only partly filled. */
  unfilled: BlockRow | null;
}

function joinedWith(newest: BlockRow | undefined, wanted: number): Joined {
  if (!newest) return { lateBeforeMs: -Infinity, unfilled: null };
  if (newest.count >= wanted / fewestParts) return { lateBeforeMs: newest.to_ms, unfilled: null };
  return { lateBeforeMs: newest.from_ms, unfilled: newest };
}

function partsOf(memory: MeasurementMemory, sections: readonly Section[], fromMs: number, toMs: number): Section[] {
  return sections.flatMap((section) => {
    const [from, to] = [lowerBound(section.times, fromMs), lowerBound(section.times, toMs)];
    return from === to ? [] : [sectionOf(sliceRows(section, memory.widthOf(section.shape), from, to))];
  });
}

/**
 * Put everything a source has unsealed into blocks. Its last block is joined with it where that is only partly filled, so
 * that a source that is sealed early, for want of memory, does not end up as crumbs.
 */
export function* sealSource(memory: MeasurementMemory, series: SeriesMemory, head: SourceHead): Unit<void> {
  const sections = head.sections();
  if (sections.length === 0) return;
  const widthOf = (shape: number) => memory.widthOf(shape);
  const { lateBeforeMs, unfilled } = joinedWith(yield* first(newestBlock(head.source)), wantedOf(sections, widthOf));
  const late = partsOf(memory, sections, -Infinity, lateBeforeMs);
  const usual = partsOf(memory, sections, lateBeforeMs, Infinity);
  if (late.length > 0) yield* writeBlocks(head.source, late, widthOf);
  if (usual.length > 0) {
    const before = unfilled ? yield* readBlock(memory, unfilled) : [];
    if (unfilled) yield* run(deleteBlock(unfilled.id));
    yield* writeBlocks(head.source, mergeSections([...before, ...usual]), widthOf);
  }
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
