/**
 * What a start finds in the journal, by source and shape: rows are put together once, and only those of the newest
 * measurement are read, because a start may find tens of thousands of groups.
 */
import { newestOf, type JournalGroup, type NewestRow } from './journal-entry.ts';

/** Of one source and shape. */
class LoadedRun {
  /** The oldest group. */
  readonly first: JournalGroup;
  readonly #parts: Uint8Array[] = [];
  #count = 0;
  #bytes = 0;
  newest: NewestRow = { count: 0, row: 0, timeMs: -Infinity };
  /** Rows of the group that has the newest measurement. */
  holdsNewest: Uint8Array = new Uint8Array();

  constructor(first: JournalGroup) {
    this.first = first;
  }

  /** @returns whether the newest measurement so far is among them. */
  add(encoded: Uint8Array): boolean {
    const newest = newestOf(encoded);
    this.#parts.push(encoded);
    this.#count += newest.count;
    this.#bytes += encoded.length;
    if (newest.timeMs < this.newest.timeMs) return false;
    this.newest = newest;
    this.holdsNewest = encoded;
    return true;
  }

  get rows(): { count: number; bytes: Uint8Array } {
    const bytes = new Uint8Array(this.#bytes);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return { count: this.#count, bytes };
  }
}

/** So many shapes at most; their ids are below. */
const shapesApart = 2 ** 32;

export class JournalLoading {
  readonly #runs = new Map<number, LoadedRun>();
  /** Whoever was given the newest measurement last comes last. */
  readonly #byNewest = new Set<LoadedRun>();

  /** @param encoded rows as `encodeRows` gives them; kept. */
  add(group: JournalGroup, encoded: Uint8Array): void {
    const run = this.#runOf(group);
    if (!run.add(encoded)) return;
    this.#byNewest.delete(run);
    this.#byNewest.add(run);
  }

  inOrderOfFirst(): Iterable<LoadedRun> {
    return this.#runs.values();
  }

  inOrderOfNewest(): Iterable<LoadedRun> {
    return this.#byNewest;
  }

  #runOf(group: JournalGroup): LoadedRun {
    const key = group.source * shapesApart + group.shape;
    const known = this.#runs.get(key);
    if (known) return known;
    const run = new LoadedRun(group);
    this.#runs.set(key, run);
    return run;
  }
}
