import fc from 'fast-check';
import { expect, test } from 'vitest';

import { SwitchCollector } from './switch-collector.ts';

const minute = 60_000;
const day = 1440 * minute;

interface Question {
  fromMs?: number;
  toMs?: number;
  nowMs?: number;
  resolutionMs?: number;
  intervalMs?: number | null;
}

function collect(readings: readonly (readonly [number, number])[], question: Question = {}) {
  const collector = new SwitchCollector({ fromMs: 0, toMs: day, nowMs: day, resolutionMs: 0, intervalMs: null, ...question });
  for (const [atMinute, value] of readings) collector.addOne(atMinute * minute, value);
  return collector.result();
}

test('a door that reports its changes was open from each opening to the closing', () => {
  const switched = collect([[-500, 0], [60, 1], [90, 0], [600, 1], [1200, 0]]);
  expect(switched).toEqual({
    fromMs: [60 * minute, 600 * minute],
    toMs: [90 * minute, 1200 * minute],
    onMs: [30 * minute, 600 * minute],
    totalMs: 630 * minute,
    times: 2,
    longest: { fromMs: 600 * minute, toMs: 1200 * minute },
  });
});

test('opened before the stretch and not closed in it: open all the time, to now', () => {
  expect(collect([[-3000, 1]], { nowMs: 100 * minute })).toMatchObject({ fromMs: [0], toMs: [100 * minute], totalMs: 100 * minute, times: 1 });
});

test('a sensor that repeats its state and falls silent is not known to have kept it', () => {
  const every5 = Array.from({ length: 13 }, (_, index) => [index * 5, 1] as const);
  expect(collect([...every5, [600, 0], [605, 0]])).toMatchObject({ fromMs: [0], toMs: [75 * minute], totalMs: 75 * minute });
});

test('repeated states are one stretch', () => {
  expect(collect([[0, 1], [5, 1], [10, 1], [15, 0], [20, 0], [25, 0]])).toMatchObject({ fromMs: [0], toMs: [15 * minute], times: 1 });
});

test('anything but 0 and 1 is no switch; nothing read is not known', () => {
  expect(collect([[0, 1], [5, 0.5]])).toBeNull();
  expect(collect([])).toBeNull();
});

test('what is too near to be told apart is drawn as one and counted as it was', () => {
  const switched = collect([[0, 1], [10, 0], [11, 1], [20, 0], [300, 1], [301, 0]], { resolutionMs: 5 * minute });
  expect(switched).toMatchObject({ fromMs: [0, 300 * minute], toMs: [20 * minute, 301 * minute], onMs: [19 * minute, minute], times: 3, totalMs: 20 * minute });
});

test('years of a door that is seldom open are no bar without an end: each part tells how much of it was on', () => {
  const often = Array.from({ length: 200 }, (_, index) => [[index * 7, 1], [index * 7 + 1, 0]] as const).flat();
  const switched = collect(often, { resolutionMs: 10 * minute });
  expect(switched?.fromMs.length).toBeGreaterThan(15);
  expect(switched?.onMs.reduce((sum, one) => sum + one, 0)).toBe(200 * minute);
  switched?.fromMs.forEach((from, index) => expect((switched.onMs[index] ?? 0) / ((switched.toMs[index] ?? 0) - from)).toBeLessThan(0.25));
});

const changes = fc.uniqueArray(fc.integer({ min: -200, max: 1600 }), { maxLength: 60 }).map((times) => times.sort((a, b) => a - b));

test('reported changes: total and drawing agree with looking at every minute', () => {
  fc.assert(
    fc.property(changes, (times) => {
      const readings = times.map((at, index) => [at, index % 2] as const);
      const switched = collect(readings);
      if (readings.length === 0) return;
      const valueAt = (at: number) => readings.findLast(([time]) => time <= at)?.[1] ?? 0;
      const minutesOn = Array.from({ length: 1440 }, (_, at) => valueAt(at)).filter((value) => value === 1).length;
      expect(switched?.totalMs).toBe(minutesOn * minute);
      const drawn = (switched?.fromMs ?? []).reduce((sum, from, index) => sum + (switched?.toMs[index] ?? 0) - from, 0);
      expect(drawn).toBe(minutesOn * minute);
    }),
  );
});

test('the drawing never needs more stretches than its resolution allows', () => {
  fc.assert(
    fc.property(changes, (times) => {
      const resolutionMs = 60 * minute;
      const switched = collect(times.map((at, index) => [at, index % 2] as const), { resolutionMs });
      expect(switched?.fromMs.length ?? 0).toBeLessThanOrEqual(day / resolutionMs + 1);
    }),
  );
});
