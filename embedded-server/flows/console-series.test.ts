/** One series for a picture, on a real store: a reading a minute for a fortnight in October, one of whose days has 25 hours. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { localDayAt, localDayStart } from '#contract/local-day.ts';

import { minuteMs, TestSite } from '../testing/test-site.ts';
import { summariseBlocks } from './block-summaries.ts';
import { seriesPoints, type PointQuestion } from './console-series.ts';
import { updateSite } from './site-changes.ts';

const alive = new AbortController().signal;
const timeZone = 'Europe/Helsinki';
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** In the middle of an hour and of a day; the clocks go back on the 26th. */
const firstMs = Date.UTC(2025, 9, 18, 3, 17);
const readings = Array.from({ length: 14 * 1_440 }, (_, index) => [firstMs + index * minuteMs, Math.round(1_000 + 100 * Math.sin(index / 700)) / 10] as const);
const endMs = firstMs + readings.length * minuteMs;

let site: TestSite;
beforeAll(async () => {
  site = new TestSite();
  await updateSite(site.tenant, { name: 'Koivula', timeZone }, 'anna');
  const deviceId = await site.addObject('Freezer');
  await site.record(deviceId, ['air', 'temperature', '°C'], readings);
  await site.tenant.database.idle();
  await summariseBlocks(site.tenant);
});
afterAll(() => site.end());

function ask(question: PointQuestion) {
  const [series] = [...site.tenant.series.all()];
  return seriesPoints(site.tenant, series?.id ?? 0, question, alive);
}

/** The same, reading by reading; the first bucket begins where the question does. @param startOf the bucket a moment lies in. */
function expected({ fromMs, toMs }: PointQuestion, startOf: (timeMs: number) => number) {
  const buckets = new Map<number, number[]>();
  for (const [timeMs, value] of readings.filter(([at]) => at >= fromMs && at < toMs)) {
    const start = Math.max(fromMs, startOf(timeMs));
    buckets.set(start, [...(buckets.get(start) ?? []), value]);
  }
  return { timeMs: [...buckets.keys()], min: [...buckets.values()].map((values) => Math.min(...values)), max: [...buckets.values()].map((values) => Math.max(...values)) };
}

test.each([
  { fromMs: firstMs, toMs: endMs, points: 500, bucketMs: hourMs },
  { fromMs: firstMs + 5 * dayMs + 1, toMs: endMs - 3 * hourMs, points: 60, bucketMs: 6 * hourMs },
])('buckets are of a round width and begin on the calendar: at most $points and one, none of which hides a reading', async ({ bucketMs, ...question }) => {
  const range = await ask(question);
  expect(range.bucketMs).toBe(bucketMs);
  expect(range.timeMs.length).toBeLessThanOrEqual(question.points + 1);
  const { timeMs, min, max } = range;
  expect({ timeMs: Array.from(timeMs), min: Array.from(min), max: Array.from(max) }).toEqual(expected(question, (at) => Math.floor(at / bucketMs) * bucketMs));
});

test('those of days are the days of the site, also the one of 25 hours', async () => {
  const question = { fromMs: firstMs, toMs: endMs, points: 20 };
  const range = await ask(question);
  const days = expected(question, (at) => localDayStart(localDayAt(at, timeZone), timeZone));
  expect({ timeMs: Array.from(range.timeMs), min: Array.from(range.min), max: Array.from(range.max) }).toEqual(days);
  expect(new Set(days.timeMs.slice(2).map((at, index) => (at - (days.timeMs[index + 1] ?? 0)) / hourMs))).toEqual(new Set([24, 25]));
});

test('every reading is given as it is while there are no more than points', async () => {
  const range = await ask({ fromMs: firstMs, toMs: firstMs + 400 * minuteMs, points: 400 });
  expect(range.bucketMs).toBe(0);
  expect(Array.from(range.timeMs)).toEqual(readings.slice(0, 400).map(([at]) => at));
});
