/** Measurements one by one, in the order of time over all their sources, out of blocks and memory; only what is needed is unpacked. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import type { BlockRow } from '../blocks/block-store.ts';
import { wantedSections } from '../blocks/block.ts';
import { blocksOf } from '../blocks/list-blocks.ts';
import { openBlock } from '../blocks/read-block.ts';
import { wantedBy, type MeasurementFilter, type Wanted } from './measurement-filter.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { compareKeys, Cursor, Line, type Key, type MeasurementRow } from './row-cursor.ts';
import type { Section } from '../section.ts';

/** A stretch of measurements, block by block and row by row. */
class Reading {
  readonly #database: TenantDatabase;
  readonly #memory: MeasurementMemory;
  readonly #wanted: Wanted;
  readonly #newestFirst: boolean;
  readonly #line: Line;
  readonly #blocks: { list: Generator<BlockRow>; next: BlockRow | undefined }[];

  constructor(database: TenantDatabase, memory: MeasurementMemory, wanted: Wanted, newestFirst: boolean) {
    this.#database = database;
    this.#memory = memory;
    this.#wanted = wanted;
    this.#newestFirst = newestFirst;
    this.#line = new Line(newestFirst);
    this.#blocks = wanted.sources.map((source) => {
      const list = blocksOf(database, { source, fromMs: wanted.fromMs, toMs: wanted.toMs }, newestFirst);
      return { list, next: list.next().value as BlockRow | undefined };
    });
    for (const source of wanted.sources) this.#addHeads(source);
  }

  *rows(skip: number): Generator<MeasurementRow> {
    let left = skip;
    for (let cursor = this.#next(); cursor; cursor = this.#next()) {
      if (left > 0) {
        const passed = Math.min(left, this.#passable(cursor));
        cursor.pass(passed);
        left -= passed;
      } else {
        yield cursor.row();
        cursor.pass();
      }
      this.#stand(cursor);
    }
  }

  /** The cursor whose row comes next, taken off the line. */
  #next(): Cursor | undefined {
    for (;;) {
      this.#fetch();
      const standing = this.#line.take();
      if (!standing) return undefined;
      if (standing.cursor) return standing.cursor;
      for (const cursor of standing.open()) this.#stand(cursor);
    }
  }

  /** Rows that can be passed over at once: all, when nothing else stands before their end. */
  #passable(cursor: Cursor): number {
    this.#fetch();
    const next = this.#line.next;
    if (!next) return cursor.left;
    const { left } = cursor;
    cursor.pass(left - 1);
    const isBefore = compareKeys(cursor.key, next.key) * (this.#newestFirst ? -1 : 1) < 0;
    cursor.pass(1 - left);
    return isBefore ? left : 1;
  }

  #stand(cursor: Cursor): void {
    if (!cursor.isAtEnd) this.#line.add({ key: cursor.key, cursor, open: () => [] });
  }

  #cursors(source: number, sections: readonly Section[]): Cursor[] {
    const { shapes } = this.#wanted;
    const widthOf = (shape: number) => this.#memory.widthOf(shape);
    return sections
      .filter(({ shape }) => !shapes || shapes.has(shape))
      .map((section) => new Cursor(source, section, this.#wanted, this.#newestFirst, widthOf))
      .filter(({ isAtEnd }) => !isAtEnd);
  }

  #addHeads(source: number | undefined): void {
    const heads = source === undefined ? [...this.#memory.heads.all()] : [this.#memory.heads.get(source)];
    for (const head of heads) for (const cursor of this.#cursors(head?.source ?? 0, head?.uncommitted() ?? [])) this.#stand(cursor);
  }

  /** Blocks whose edge comes before whatever is next are put into the line. */
  #fetch(): void {
    for (const blocks of this.#blocks) {
      while (blocks.next && this.#comesUp(blocks.next)) {
        this.#addBlock(blocks.next);
        blocks.next = blocks.list.next().value as BlockRow | undefined;
      }
    }
  }

  #edge({ source, from_ms: fromMs, to_ms: toMs }: BlockRow): Key {
    return this.#newestFirst ? { timeMs: toMs, source, ordinal: Infinity } : { timeMs: fromMs, source, ordinal: -1 };
  }

  #comesUp(block: BlockRow): boolean {
    const next = this.#line.next;
    return !next || (this.#edge(block).timeMs - next.key.timeMs) * (this.#newestFirst ? -1 : 1) <= 0;
  }

  #addBlock(block: BlockRow): void {
    if (wantedSections(block.head, this.#wanted).length === 0) return;
    const open = () => this.#cursors(block.source, openBlock(this.#database, this.#memory, block));
    this.#line.add({ key: this.#edge(block), cursor: null, open });
  }
}

/** Measurements that match, oldest first unless `newestFirst`; `skip` of them are left out. Read on without a pause. */
export function measurementRows(database: TenantDatabase, memory: MeasurementMemory, filter: MeasurementFilter, newestFirst: boolean, skip = 0): Generator<MeasurementRow> {
  return new Reading(database, memory, wantedBy(filter), newestFirst).rows(skip);
}

/** The measurement with this key, or undefined. */
export function findMeasurement(database: TenantDatabase, memory: MeasurementMemory, source: number, timeMs: number, ordinal: number): MeasurementRow | undefined {
  for (const row of measurementRows(database, memory, { sources: [source], fromMs: timeMs, toMs: timeMs + 1 }, false)) {
    if (row.ordinal === ordinal) return row;
  }
  return undefined;
}

