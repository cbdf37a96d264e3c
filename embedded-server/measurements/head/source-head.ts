/** What is known in memory of one source: its measurements that are not in a block yet, and when it measured last. */
import { highestOrdinal, type Section } from '../section.ts';
import type { Series } from '../series-memory.ts';
import { ShapeRun } from './shape-run.ts';

export class SourceHead {
  /** Ordinal of the source. */
  readonly source: number;
  readonly deviceId: number;
  /** Entries of the journal up to this number are in blocks, as far as they are of this source. */
  sealedThrough: number;
  /** Number of the oldest entry that is not; 0 when all are. */
  firstNumber = 0;
  /** Time of the newest measurement; −1 before the first. */
  lastMs = -1;
  /** Highest ordinal at that time; −1 = not known. */
  lastOrdinal = -1;
  /** Series of the columns of a shape. */
  readonly seriesOf = new Map<number, readonly Series[]>();
  runs = new Map<number, ShapeRun>();
  /** Sealed by the running group: whoever reads what is committed does not see their blocks yet. */
  leaving: readonly Section[] = [];

  constructor(source: number, deviceId: number, sealedThrough: number) {
    this.source = source;
    this.deviceId = deviceId;
    this.sealedThrough = sealedThrough;
  }

  /** Measurements that are not in a block. */
  get rows(): number {
    let rows = 0;
    for (const run of this.runs.values()) rows += run.length;
    return rows;
  }

  get bytes(): number {
    let bytes = 0;
    for (const run of this.runs.values()) bytes += run.bytes;
    return bytes;
  }

  run(shape: number, width: number): ShapeRun {
    const known = this.runs.get(shape);
    if (known) return known;
    const run = new ShapeRun(shape, width);
    this.runs.set(shape, run);
    return run;
  }

  /** Its sections that hold anything, each in the order of time. */
  sections(): Section[] {
    return [...this.runs.values()].filter(({ length }) => length > 0).map((run) => run.section());
  }

  /** The place of a measurement among those of its moment; undefined when that must be looked up. */
  nextOrdinal(timeMs: number): number | undefined {
    if (timeMs > this.lastMs) return 0;
    return timeMs === this.lastMs && this.lastOrdinal >= 0 ? this.lastOrdinal + 1 : undefined;
  }

  /** A measurement it has, at start. How many there are at that moment is looked up when it must be known. */
  loadTime(timeMs: number): void {
    this.lastMs = Math.max(this.lastMs, timeMs);
  }

  /** Note the time of a measurement that is about to be appended. */
  noteTime(timeMs: number, ordinal: number): void {
    if (timeMs < this.lastMs) return;
    this.lastMs = timeMs;
    this.lastOrdinal = ordinal;
  }

  /** Whether anything of it that is not in a block was measured before a moment. */
  holdsBefore(timeMs: number): boolean {
    return this.sections().some(({ times }) => (times[0] ?? Infinity) < timeMs);
  }

  /** Everything of it that is in no committed block, for those who read what is committed. */
  uncommitted(): Section[] {
    return [...this.leaving, ...this.sections()];
  }

  /** Highest ordinal at a moment among what is not in a block; −1 when there is none. */
  highestOrdinalAt(timeMs: number): number {
    return Math.max(-1, ...this.sections().map((section) => highestOrdinal(section, timeMs)));
  }
}
