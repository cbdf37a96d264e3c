/**
 * Sends the batches of many devices over a few connections. A device's own batches go one after the other,
 * as they would from a real one; among devices the one that is furthest behind in source time comes first.
 */
import type { Batch } from './batches.ts';

/** What one device has left to send. */
export interface Feeder<Device> {
  device: Device;
  batches: AsyncIterator<Batch>;
  /** Source time its set begins at: sets of different years run side by side. */
  originMs: number;
}

interface Loaded<Device> extends Feeder<Device> {
  batch: Batch;
}

export interface FeedSettings<Device> {
  connections: number;
  /** Waits until a batch is due; its source time is `offsetMs` after its set's first. */
  untilDue(offsetMs: number): Promise<void>;
  /** @returns false when nothing more of this device is to be sent. */
  send(device: Device, batch: Batch): Promise<boolean>;
  stop: AbortSignal;
}

function offsetOf({ batch, originMs }: Loaded<unknown>): number {
  return batch.reachedMs - originMs;
}

async function load<Device>(feeder: Feeder<Device>): Promise<Loaded<Device> | null> {
  const next = await feeder.batches.next();
  return next.done ? null : { ...feeder, batch: next.value };
}

/** Take out the one furthest behind. */
function takeEarliest<Device>(waiting: Loaded<Device>[]): Loaded<Device> | undefined {
  const earliest = waiting.reduce((best, loaded, index) => (offsetOf(loaded) < offsetOf(waiting[best] ?? loaded) ? index : best), 0);
  return waiting.splice(earliest, 1)[0];
}

/** One connection's work. It ends when nobody waits: whoever is left is in another connection's hands. */
async function work<Device>(waiting: Loaded<Device>[], settings: FeedSettings<Device>): Promise<void> {
  for (let loaded = takeEarliest(waiting); loaded; loaded = takeEarliest(waiting)) {
    await settings.untilDue(offsetOf(loaded));
    if (settings.stop.aborted) return;
    const goesOn = await settings.send(loaded.device, loaded.batch);
    const next = goesOn ? await load(loaded) : null;
    if (next) waiting.push(next);
  }
}

/**
 * Send everything.
 * @throws what `send` throws, once the other connections have finished the batch they were at.
 */
export async function feedAll<Device>(feeders: readonly Feeder<Device>[], settings: FeedSettings<Device>): Promise<void> {
  const waiting: Loaded<Device>[] = [];
  for (const feeder of feeders) {
    const loaded = await load(feeder);
    if (loaded) waiting.push(loaded);
  }
  const failure = new AbortController();
  const stop = AbortSignal.any([settings.stop, failure.signal]);
  const lane = () =>
    work(waiting, { ...settings, stop }).catch((error: unknown) => {
      failure.abort();
      throw error;
    });
  const lanes = await Promise.allSettled(Array.from({ length: settings.connections }, lane));
  const failed = lanes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
