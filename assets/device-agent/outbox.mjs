/**
 * Readings on their way: on disk before anything is sent, sent in batches in their order, forgotten once the platform
 * has them. A batch keeps its numbers until it is acknowledged, and its Idempotency-Key is made of them, so that sending
 * it again after an outage, or after this program was killed, stores nothing twice.
 */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readJson, writeWhole } from './files.mjs';

const batchSize = 100;
/** The file is written anew when so many of its lines have been sent. */
const sweepEvery = 1_000;

/** A torn last line is what a power cut leaves; its reading was never promised to anybody. */
function linesOf(path) {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

export class Outbox {
  /** @param {string} folder @param {string} id of the device, for the keys @param {number} most readings kept */
  constructor(folder, id, most) {
    this.path = join(folder, 'outbox.jsonl');
    this.placePath = join(folder, 'outbox-place.json');
    this.id = id;
    this.most = most;
    /** Up to which number the platform has everything, and the batch that may be on its way. */
    this.place = readJson(this.placePath, { done: 0, batch: null });
    this.waiting = linesOf(this.path).filter(({ number }) => number > this.place.done);
    this.last = this.waiting.at(-1)?.number ?? this.place.done;
    this.dropped = 0;
    this.sweepable = 0;
    this.#sweep();
  }

  /** Keep a reading. @param {(number: number) => object} make the measurement of this number */
  add(make) {
    const entry = { number: this.last + 1, measurement: make(this.last + 1) };
    const file = openSync(this.path, 'a', 0o600);
    try {
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    this.last = entry.number;
    this.waiting.push(entry);
    this.#makeRoom();
  }

  /** The batch to send now, always the same until it is {@link settle}d; null when nothing waits. */
  batch() {
    if (this.waiting.length === 0) return null;
    if (!this.place.batch) {
      const entries = this.waiting.slice(0, batchSize);
      this.#remember({ ...this.place, batch: { first: entries[0].number, last: entries.at(-1).number } });
    }
    const { first, last } = this.place.batch;
    const entries = this.waiting.filter(({ number }) => number >= first && number <= last);
    return { key: `${this.id.replace(/[^\x21-\x7e]/g, '_')}-${first}-${last}`, last, measurements: entries.map(({ measurement }) => measurement) };
  }

  /** The platform has it, or will never take it. @param {number} last number of the batch */
  settle(last) {
    this.sweepable += last - this.place.done;
    this.#remember({ done: last, batch: null });
    this.waiting = this.waiting.filter(({ number }) => number > last);
    if (this.sweepable >= sweepEvery || this.waiting.length === 0) this.#sweep();
  }

  #remember(place) {
    writeWhole(this.placePath, JSON.stringify(place));
    this.place = place;
  }

  /** Beyond its bound the oldest go; what may be on its way stays. */
  #makeRoom() {
    const kept = this.place.batch?.last ?? 0;
    while (this.waiting.length > this.most) {
      const oldest = this.waiting.findIndex(({ number }) => number > kept);
      if (oldest < 0) return;
      this.waiting.splice(oldest, 1);
      this.dropped += 1;
    }
  }

  #sweep() {
    writeWhole(this.path, this.waiting.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    this.sweepable = 0;
  }
}
