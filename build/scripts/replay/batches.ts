/** Readings grouped into requests: in file order, counted from the first reading that is sent at all. */
import type { Reading } from './source-rows.ts';

export interface Batch {
  /** Number of its first reading. */
  from: number;
  readings: Reading[];
  /** The latest source time up to and including this batch; never goes back, whatever the file does. */
  reachedMs: number;
}

export interface BatchLimits {
  maxReadings: number;
  /** Source time a batch may span, ms; Infinity when it does not matter. */
  maxSpanMs: number;
}

function isFull(batch: Batch, next: Reading, limits: BatchLimits, open: { count: number } | null): boolean {
  if (open) return batch.readings.length >= open.count;
  const firstMs = batch.readings[0]?.timeMs ?? next.timeMs;
  return batch.readings.length >= limits.maxReadings || next.timeMs - firstMs >= limits.maxSpanMs;
}

/**
 * Group readings.
 * @param start where an earlier run stopped: `stored` readings are passed over, and if `open` is given the
 *   first batch is exactly that one, so that it can be sent with its own Idempotency-Key again.
 */
export async function* batchesOf(
  readings: AsyncIterable<Reading>,
  limits: BatchLimits,
  start: { stored: number; open: { count: number } | null } = { stored: 0, open: null },
): AsyncGenerator<Batch> {
  let { open } = start;
  let batch: Batch = { from: start.stored, readings: [], reachedMs: -Infinity };
  let position = 0;
  for await (const reading of readings) {
    position += 1;
    if (position <= start.stored) continue;
    if (batch.readings.length > 0 && isFull(batch, reading, limits, open)) {
      yield batch;
      open = null;
      batch = { from: batch.from + batch.readings.length, readings: [], reachedMs: batch.reachedMs };
    }
    batch.readings.push(reading);
    batch.reachedMs = Math.max(batch.reachedMs, reading.timeMs);
  }
  if (batch.readings.length > 0) yield batch;
}
