/** Taking measurements out of blocks: a block that loses some is written anew, inside a unit. What is deleted must be sealed first. */
import { all, run, type Unit } from '../../db/unit.ts';
import { blocksBefore, blocksBetween, deleteBlock, listBlocks, someBlocksOf, type BlockPlace, type BlockRow } from '../blocks/block-store.ts';
import { wantedSections } from '../blocks/block.ts';
import { writeBlocks } from '../blocks/block-writing.ts';
import { readBlock } from '../blocks/read-block.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { pickRows, sectionOf, type Section } from '../section.ts';

/** Which rows of a section go. */
type Goes = (section: Section, row: number) => boolean;

function rowsWhere(section: Section, condition: (row: number) => boolean): number[] {
  return Array.from({ length: section.count }, (_, row) => row).filter(condition);
}

/** Write a block without the rows that go. @returns how many those were. */
function* rewrite(memory: MeasurementMemory, block: BlockRow, goes: Goes): Unit<number> {
  const sections = yield* readBlock(memory, block);
  const left = sections.flatMap((section) => {
    const rows = rowsWhere(section, (row) => !goes(section, row));
    return rows.length === 0 ? [] : [pickRows(section, memory.widthOf(section.shape), rows)];
  });
  const gone = block.count - left.reduce((sum, { count }) => sum + count, 0);
  if (gone === 0) return 0;
  yield* run(deleteBlock(block.id));
  if (left.length > 0) yield* writeBlocks(block.source, left.map(sectionOf), (shape) => memory.widthOf(shape));
  return gone;
}

export interface DeletionRange {
  source: number;
  /** Ids of shapes; undefined = any. */
  shapes: readonly number[] | undefined;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** Where a deletion begins. */
export const beforeAllBlocks: BlockPlace = { edgeMs: -1, id: 0 };

/**
 * Delete what matches out of a few blocks, by their beginning.
 * @param after the last block that was looked at.
 * @returns how many measurements went, and the last block looked at now; null = that was all.
 */
export function* deleteFromBlocks(memory: MeasurementMemory, range: DeletionRange, after: BlockPlace, mostBlocks: number): Unit<{ deleted: number; after: BlockPlace | null }> {
  const blocks = yield* all(listBlocks(range, false, after, mostBlocks));
  const shapes = range.shapes && new Set(range.shapes);
  let deleted = 0;
  for (const block of blocks) {
    if (wantedSections(block.head, { ...range, shapes }).length === 0) continue;
    deleted += yield* rewrite(memory, block, ({ shape, times }, row) => {
      const timeMs = times[row] ?? 0;
      return timeMs >= range.fromMs && timeMs < range.toMs && (!shapes || shapes.has(shape));
    });
  }
  const last = blocks.length < mostBlocks ? undefined : blocks.at(-1);
  return { deleted, after: last ? { edgeMs: last.from_ms, id: last.id } : null };
}

/** A measurement of a source. */
export interface RowKey {
  timeMs: number;
  ordinal: number;
}

function textOf({ timeMs, ordinal }: RowKey): string {
  return `${timeMs}/${ordinal}`;
}

/** Delete measurements of a source; each block they are in is written anew once. @returns how many were there. */
export function* deleteKeys(memory: MeasurementMemory, source: number, keys: readonly RowKey[]): Unit<number> {
  const wanted = new Set(keys.map(textOf));
  const times = keys.map(({ timeMs }) => timeMs);
  let deleted = 0;
  for (const block of yield* all(blocksBetween(source, Math.min(...times), Math.max(...times) + 1))) {
    const goes: Goes = ({ times: own, ordinals }, row) => wanted.has(textOf({ timeMs: own[row] ?? 0, ordinal: ordinals?.[row] ?? 0 }));
    deleted += yield* rewrite(memory, block, goes);
  }
  return deleted;
}

/** Delete what was measured before a moment out of a few blocks. @returns the sources and how much of each; empty = that was all. */
export function* deleteExpired(memory: MeasurementMemory, beforeMs: number, mostBlocks: number): Unit<{ source: number; deleted: number }[]> {
  const expired: { source: number; deleted: number }[] = [];
  for (const block of yield* all(blocksBefore(beforeMs, mostBlocks))) {
    expired.push({ source: block.source, deleted: yield* rewrite(memory, block, ({ times }, row) => (times[row] ?? 0) < beforeMs) });
  }
  return expired;
}

/** Delete some blocks of a source that is gone. @returns whether there may be more. */
export function* deleteSomeBlocks(source: number, mostBlocks: number): Unit<boolean> {
  const blocks = yield* all(someBlocksOf(source, mostBlocks));
  for (const { id } of blocks) yield* run(deleteBlock(id));
  return blocks.length === mostBlocks;
}
