/** The heads of all sources of a tenant: the newest measurements, in memory and in the journal until they are sealed. */
import { ComposedMemory, type Participant } from '../../db/staged.ts';
import { UndoLog } from '../../db/undo-log.ts';
import { wantedRows } from '../blocks/block-writing.ts';
import type { JournalGroup } from '../journal/journal-entry.ts';
import type { EncodedRows } from './shape-run.ts';
import type { SourceHead } from './source-head.ts';

/** Memory the unsealed measurements may take before the oldest are sealed; about as many bytes as the journal has of them. */
const budgetBytes = 6 * 1024 * 1024;
/** From here on whoever measures waits for the sealing. */
const crowdedBytes = 8 * 1024 * 1024;

export class Heads extends ComposedMemory {
  readonly #heads = new Map<number, SourceHead>();
  /** Those with unsealed measurements, oldest first. */
  readonly #unsealed = new Set<SourceHead>();
  /** Those with enough for a block. */
  readonly #full = new Set<SourceHead>();
  /** Those that the running group has sealed. */
  readonly #leaving = new Set<SourceHead>();
  readonly #undo = new UndoLog();
  #bytes = 0;
  #lastNumber = 0;
  #trimmedTo = 1;

  /** Fill from the store, before the first write. */
  load(head: SourceHead): void {
    this.#heads.set(head.source, head);
    this.#lastNumber = Math.max(this.#lastNumber, head.sealedThrough);
  }

  /** Whether what an entry of the journal has of a source is in no block, after the heads were loaded. */
  isUnsealed(source: number, number: number): boolean {
    return number > (this.#heads.get(source)?.sealedThrough ?? Infinity);
  }

  /** An entry of the journal was read at start, whatever of it was needed. */
  sawEntry(number: number): void {
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  /** What the journal has of a source and shape and is not sealed, at start. @param first the oldest group of it. */
  loadRows({ number, source, shape, width }: JournalGroup, rows: EncodedRows): void {
    const head = this.#heads.get(source);
    if (head) this.#append(head, shape, width, rows, number);
  }

  get(source: number): SourceHead | undefined {
    return this.#heads.get(source);
  }

  all(): Iterable<SourceHead> {
    return this.#heads.values();
  }

  /** A number for a unit that brings something to the journal. */
  nextNumber(): number {
    return (this.#lastNumber += 1);
  }

  /** Number of the newest of them. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** Entries below this number are not needed any more. */
  get neededFrom(): number {
    let oldest = this.#lastNumber + 1;
    for (const { firstNumber } of this.#unsealed) oldest = Math.min(oldest, firstNumber);
    return oldest;
  }

  /** Entries below this number have been deleted. */
  get trimmedTo(): number {
    return this.#trimmedTo;
  }

  /** The oldest entry of the journal, at start. */
  loadTrimmed(number: number): void {
    this.#trimmedTo = number;
  }

  /** Entries below a number are deleted, inside the unit that does it. */
  trimmed(to: number): void {
    const before = this.#trimmedTo;
    this.#trimmedTo = to;
    this.#undo.add(() => void (this.#trimmedTo = before));
  }

  /** Sources to seal now: those with enough for a block, and the oldest while all together take too much memory. */
  due(): SourceHead[] {
    const due = new Set(this.#full);
    let over = this.#bytes - budgetBytes;
    for (const head of due) over -= head.bytes;
    for (const head of this.#unsealed) {
      if (over <= 0) break;
      if (due.has(head)) continue;
      due.add(head);
      over -= head.bytes;
    }
    return [...due];
  }

  get isDue(): boolean {
    return this.#full.size > 0 || this.#bytes > budgetBytes;
  }

  /** Whether sealing has fallen behind what comes in. */
  get isCrowded(): boolean {
    return this.#bytes > crowdedBytes;
  }

  /** Add a new source, inside a unit. */
  add(head: SourceHead): void {
    this.#heads.set(head.source, head);
    this.#undo.add(() => this.#heads.delete(head.source));
  }

  /** Note what a unit has written to the journal under a number. */
  append(head: SourceHead, shape: number, width: number, rows: EncodedRows, number: number): void {
    const known = head.runs.get(shape);
    const [length, size] = [known?.length ?? 0, known?.size ?? 0];
    const { firstNumber } = head;
    this.#append(head, shape, width, rows, number);
    this.#undo.add(() => {
      head.runs.get(shape)?.truncate(length, size);
      head.firstNumber = firstNumber;
      if (firstNumber === 0) this.#unsealed.delete(head);
      this.#full.delete(head);
    });
  }

  /** Before times are noted in a unit: so that they are forgotten again with it. */
  rememberTimes(head: SourceHead): void {
    const { lastMs, lastOrdinal } = head;
    this.#undo.add(() => Object.assign(head, { lastMs, lastOrdinal }));
  }

  /** What a source had unsealed is in blocks now. Inside the unit that stored them. */
  sealed(head: SourceHead): void {
    const { runs, leaving, firstNumber, sealedThrough, bytes } = head;
    head.leaving = head.uncommitted();
    this.#leaving.add(head);
    head.runs = new Map();
    head.firstNumber = 0;
    head.sealedThrough = this.#lastNumber;
    this.#bytes -= bytes;
    this.#unsealed.delete(head);
    this.#full.delete(head);
    this.#undo.add(() => {
      this.#bytes += bytes - head.bytes;
      Object.assign(head, { runs, leaving, firstNumber, sealedThrough });
      if (firstNumber > 0) this.#unsealed.add(head);
    });
  }

  /** A source is gone, with all it measured. Inside a unit. */
  forget(source: number): void {
    const head = this.#heads.get(source);
    if (!head) return;
    this.sealed(head);
    this.#heads.delete(source);
    this.#undo.add(() => this.#heads.set(source, head));
  }

  override commitGroup(): void {
    super.commitGroup();
    for (const head of this.#leaving) head.leaving = [];
    this.#leaving.clear();
  }

  override abortGroup(): void {
    super.abortGroup();
    this.#leaving.clear();
  }

  protected override parts(): readonly Participant[] {
    return [this.#undo];
  }

  #append(head: SourceHead, shape: number, width: number, rows: EncodedRows, number: number): void {
    const before = head.runs.get(shape)?.bytes ?? 0;
    const run = head.run(shape, width);
    run.append(rows);
    this.#bytes += run.bytes - before;
    if (head.firstNumber === 0) {
      head.firstNumber = number;
      this.#unsealed.add(head);
    }
    if (head.rows >= wantedRows(width)) this.#full.add(head);
  }
}
