/** The latest points of a source's series as bytes: kept beside the source, so that a start need not look for them. */
import type { LatestPoint, Series } from './series-memory.ts';

const doubles = 3;

/** Id, time and value of each series that has one. */
export function packLatest(series: Iterable<Series>): Uint8Array {
  const numbers: number[] = [];
  for (const { id, latest } of series) if (latest) numbers.push(id, latest.timeMs, latest.value);
  return new Uint8Array(Float64Array.from(numbers).buffer);
}

/** By the id of the series. */
export function unpackLatest(bytes: Uint8Array): Map<number, LatestPoint> {
  const numbers = new Float64Array(new Uint8Array(bytes).buffer);
  const points = new Map<number, LatestPoint>();
  for (let at = 0; at < numbers.length; at += doubles) {
    points.set(numbers[at] ?? 0, { timeMs: numbers[at + 1] ?? 0, value: numbers[at + 2] ?? 0 });
  }
  return points;
}
