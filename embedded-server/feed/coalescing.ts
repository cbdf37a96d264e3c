/** What happens too often to be told one by one: newest points and arrivals, gathered until somebody takes them. */
import type { FeedBody, FeedPoint } from '#contract/feed.ts';

/** At most this many series or devices in one message, so that no single one is huge. */
const perMessage = 1_000;

function* chunks<Entry>(entries: Entry[]): Generator<Entry[]> {
  for (let from = 0; from < entries.length; from += perMessage) yield entries.slice(from, from + perMessage);
}

export class Coalescing {
  readonly #points = new Map<string, FeedPoint>();
  readonly #heard = new Map<string, number>();

  /** Remember a point, unless a newer one (by reading time) of the series is waiting already. */
  addPoint(seriesId: string, timeMs: number, value: number): void {
    const waiting = this.#points.get(seriesId);
    if (!waiting || timeMs >= waiting[1]) this.#points.set(seriesId, [seriesId, timeMs, value]);
  }

  addHeard(deviceId: string, arrivalMs: number): void {
    this.#heard.set(deviceId, arrivalMs);
  }

  /** Everything gathered, as messages; nothing is left. */
  take(): FeedBody[] {
    const points = [...chunks([...this.#points.values()])].map((part): FeedBody => ({ kind: 'points', points: part }));
    const heard = [...chunks([...this.#heard])].map((part): FeedBody => ({ kind: 'heard', devices: part }));
    this.#points.clear();
    this.#heard.clear();
    return [...points, ...heard];
  }
}
