/**
 * What the units of the running group bring to the journal. It is stored in one go before COMMIT: a row of its own for every
 * unit costs more than what is in it, when it is written and at the next start.
 */
import type { Participant } from '../../db/staged.ts';
import { run, type Unit } from '../../db/unit.ts';
import { ByteWriter } from '../blocks/byte-writer.ts';
import { addToEntry, beginEntry, type JournalGroup } from './journal-entry.ts';
import { insertEntry } from './journal-store.ts';

/** An entry as long as this gets no more units: a start reads some hundred of them joined. */
const fullBytes = 64 * 1024;

interface Entry {
  /** Number of its last unit. */
  number: number;
  from: number;
}

export class PendingEntries implements Participant {
  readonly #bytes = new ByteWriter(fullBytes);
  #entries: Entry[] = [];
  /** How much there was when the running unit began. */
  #before = { bytes: 0, entries: 0 };

  /** Inside a unit. @param rows as `encodeRows` gives them; copied. */
  add(group: JournalGroup, rows: Uint8Array): void {
    this.#entryFor(group.number).number = group.number;
    addToEntry(this.#bytes, group, rows);
  }

  *storeGroup(): Unit<void> {
    for (const [index, { number, from }] of this.#entries.entries()) {
      yield* run(insertEntry(number, this.#bytes.written(from, this.#entries[index + 1]?.from)));
    }
    this.#clear();
  }

  releaseUnit(): void {
    this.#before.bytes = this.#bytes.length;
    this.#before.entries = this.#entries.length;
  }

  /** The last entry may keep the number of a unit that is gone: numbers only have to ascend. */
  rollbackUnit(): void {
    this.#bytes.truncate(this.#before.bytes);
    this.#entries.length = this.#before.entries;
  }

  commitGroup(): void {
    this.#clear();
  }

  abortGroup(): void {
    this.#clear();
  }

  #entryFor(number: number): Entry {
    const last = this.#entries.at(-1);
    if (last && this.#bytes.length - last.from < fullBytes) return last;
    const entry = { number, from: this.#bytes.length };
    this.#entries.push(entry);
    beginEntry(this.#bytes);
    return entry;
  }

  #clear(): void {
    this.#bytes.clear();
    this.#entries = [];
    this.releaseUnit();
  }
}
