/** When measurements are put into blocks: after the commit that made it due, in short units of their own. */
import type { Unit } from '../db/unit.ts';
import type { TenantDatabase } from '../db/tenant-database.ts';
import { noWeight } from '../db/unit-queue.ts';
import { logger } from '../log.ts';
import type { SourceHead } from '../measurements/head/source-head.ts';
import type { MeasurementMemory } from '../measurements/measurement-memory.ts';
import { sealSource, trimJournal } from '../measurements/writing/sealing.ts';
import type { SeriesMemory } from '../measurements/series-memory.ts';

const log = logger('sealing');

/** Sources sealed in one transaction: together a few milliseconds, so that ingest does not wait. */
const mostWaiting = 4;
/** The journal is trimmed after so many sources were sealed. */
const sealsBetweenTrims = 32;

interface Parts {
  database: TenantDatabase;
  measurements: MeasurementMemory;
  series: SeriesMemory;
}

export class Sealing {
  readonly #parts: Parts;
  /** Those whose unit waits. */
  readonly #waiting = new Set<SourceHead>();
  #sealed = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Seal what is due, a few at a time. To be called after a commit. */
  look(): void {
    const { heads } = this.#parts.measurements;
    if (!heads.isDue || this.#waiting.size >= mostWaiting) return;
    const due = heads.due().filter((head) => !this.#waiting.has(head));
    for (const head of due.slice(0, mostWaiting - this.#waiting.size)) void this.#seal(head);
  }

  /** Seal a source inside a unit, so that what it measured can be changed. */
  *sealNow(deviceId: number): Unit<void> {
    const { measurements, series } = this.#parts;
    const head = measurements.headOf(deviceId);
    if (head) yield* sealSource(measurements, series, head);
  }

  async #seal(head: SourceHead): Promise<void> {
    const { database, measurements, series } = this.#parts;
    this.#waiting.add(head);
    try {
      const seal = () => sealSource(measurements, series, head);
      await (measurements.heads.isCrowded ? database.write(seal, noWeight) : database.upkeep(seal));
      this.#waiting.delete(head);
      this.#sealed += 1;
      if (this.#sealed % sealsBetweenTrims === 0) await this.#trim();
      this.look();
    } catch (error) {
      // It stays in the journal and in memory; the next commit tries again.
      this.#waiting.delete(head);
      log.warn({ err: error, source: head.source }, 'sealing failed');
    }
  }

  async #trim(): Promise<void> {
    const { database, measurements } = this.#parts;
    while (await database.upkeep(() => trimJournal(measurements)));
  }
}
