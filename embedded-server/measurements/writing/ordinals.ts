/** Places of measurements among those of their source and moment: part of their ids. */
import { all, type Unit } from '../../db/unit.ts';
import { blocksBetween, type BlockRow } from '../blocks/block-store.ts';
import { readBlock } from '../blocks/read-block.ts';
import type { SourceHead } from '../head/source-head.ts';
import type { BatchGroup, MeasurementBatch } from '../measurement-batch.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { highestOrdinal } from '../section.ts';

/** A group on its way into the store. */
export interface Recording {
  group: BatchGroup;
  head: SourceHead;
  shape: number;
  /** Only when one is not 0. */
  ordinals: number[] | null;
}

/** Looks up which ordinals are taken at times that are not the newest of a source; asks for its blocks once a request. */
class PastOrdinals {
  readonly #memory: MeasurementMemory;
  readonly #earliestMs: number;
  readonly #blocks = new Map<SourceHead, readonly BlockRow[]>();
  /** Highest ordinals this request has given, which are in no head yet. */
  readonly #given = new Map<SourceHead, Map<number, number>>();

  constructor(memory: MeasurementMemory, { groups }: MeasurementBatch) {
    this.#memory = memory;
    this.#earliestMs = groups.reduce((earliest, { times }) => times.reduce((least, timeMs) => Math.min(least, timeMs), earliest), Infinity);
  }

  /** Remember an ordinal that was given. */
  note(head: SourceHead, timeMs: number, ordinal: number): void {
    const ofHead = this.#given.get(head) ?? new Map<number, number>();
    this.#given.set(head, ofHead.set(timeMs, ordinal));
  }

  *next(head: SourceHead, timeMs: number): Unit<number> {
    const known = this.#given.get(head)?.get(timeMs);
    if (known !== undefined) return known + 1;
    return Math.max(head.highestOrdinalAt(timeMs), yield* this.#sealed(head, timeMs)) + 1;
  }

  *#sealed(head: SourceHead, timeMs: number): Unit<number> {
    let highest = -1;
    const blocks = this.#blocks.get(head) ?? (yield* all(blocksBetween(head.source, this.#earliestMs, head.lastMs + 1)));
    this.#blocks.set(head, blocks);
    for (const block of blocks) {
      if (block.from_ms > timeMs || block.to_ms < timeMs) continue;
      for (const section of yield* readBlock(this.#memory, block)) highest = Math.max(highest, highestOrdinal(section, timeMs));
    }
    return highest;
  }
}

/** Gives the measurements of a request their ordinals in the order they were sent: of one source at one moment the earlier has the lower. */
export class Ordinals {
  readonly #memory: MeasurementMemory;
  readonly #batch: MeasurementBatch;
  readonly #recordings: ReadonlyMap<BatchGroup, Recording>;
  /** Those that are not 0, by place. */
  readonly given = new Map<number, number>();
  #past: PastOrdinals | undefined;

  constructor(memory: MeasurementMemory, batch: MeasurementBatch, recordings: ReadonlyMap<BatchGroup, Recording>) {
    this.#memory = memory;
    this.#batch = batch;
    this.#recordings = recordings;
  }

  *give(): Unit<void> {
    if (this.#followsOnly()) return;
    for (let index = 0; index < this.#batch.count; index += 1) {
      const { recording, row, timeMs } = this.#place(index);
      const { head, group } = recording;
      const ordinal = head.nextOrdinal(timeMs) ?? (yield* this.#pastUpTo(index).next(head, timeMs));
      head.noteTime(timeMs, ordinal);
      this.#past?.note(head, timeMs, ordinal);
      if (ordinal === 0) continue;
      this.given.set(index, ordinal);
      (recording.ordinals ??= new Array<number>(group.count).fill(0))[row] = ordinal;
    }
  }

  /** Nearly always: of one source and shape, each newer than the one before. Then all of them are 0. */
  #followsOnly(): boolean {
    const [group, ...others] = this.#batch.groups;
    const head = group && this.#recordings.get(group)?.head;
    if (!head || others.length > 0) return false;
    let { lastMs } = head;
    for (const timeMs of group.times) {
      if (timeMs <= lastMs) return false;
      lastMs = timeMs;
    }
    head.noteTime(lastMs, 0);
    return true;
  }

  #place(index: number): { recording: Recording; row: number; timeMs: number } {
    const group = this.#batch.groupOf[index] as BatchGroup;
    const row = this.#batch.rowOf[index] ?? 0;
    return { recording: this.#recordings.get(group) as Recording, row, timeMs: group.times[row] ?? 0 };
  }

  /** Made when it is first needed, from what was given before. */
  #pastUpTo(index: number): PastOrdinals {
    if (this.#past) return this.#past;
    const past = (this.#past = new PastOrdinals(this.#memory, this.#batch));
    for (let before = 0; before < index; before += 1) {
      const { recording, timeMs } = this.#place(before);
      past.note(recording.head, timeMs, this.given.get(before) ?? 0);
    }
    return past;
  }
}
