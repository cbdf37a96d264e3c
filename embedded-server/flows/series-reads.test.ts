import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { localDayAt } from '#contract/local-day.ts';

import { parseBucketSize } from '../measurements/points/bucket-calendar.ts';
import { batchOf } from '../measurements/measurement-batch.ts';
import { TestSite } from '../testing/test-site.ts';
import { ingestMeasurements } from './ingest.ts';
import { namedSeries, readSeries, type SeriesQuery } from './series-reads.ts';
import { updateSite } from './site-changes.ts';

const hourMs = 3_600_000;

let site: TestSite;
let deviceId: number;

beforeEach(async () => {
  site = new TestSite();
  deviceId = await site.addObject('meter');
});
afterEach(() => site.end());

async function record(times: number[], valueOf: (index: number) => number = (index) => index): Promise<void> {
  const measurements = times.map((timeMs, index) => ({
    sourceId: deviceId,
    timeMs,
    type: 't',
    columns: [['c8y_T', 'T', 'C'] as [string, string, string]],
    samples: [valueOf(index)],
    extras: null,
  }));
  for (let start = 0; start < measurements.length; start += 1000) {
    await ingestMeasurements(site.tenant, { measurements: batchOf(measurements.slice(start, start + 1000)), arrivalMs: site.clock.now(), idempotency: null });
  }
}

function read(fromMs: number, toMs: number, interval: string | null, others: Partial<SeriesQuery> = {}) {
  const bucket = interval === null ? null : parseBucketSize(interval);
  return readSeries(site.tenant, { deviceId, series: namedSeries(site.tenant, deviceId, []), fromMs, toMs, newestFirst: false, bucket, ...others });
}

describe('days are those of the site', () => {
  test.each([
    ['the clocks go forward', '2026-03-28T00:00:00+02:00', [24, 23, 24], ['2026-03-27T22:00:00.000Z', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z']],
    ['the clocks go back', '2026-10-24T00:00:00+03:00', [24, 25, 24], ['2026-10-23T21:00:00.000Z', '2026-10-24T21:00:00.000Z', '2026-10-25T22:00:00.000Z']],
  ])('%s', async (_name, start, hours, days) => {
    await updateSite(site.tenant, { name: 'x', timeZone: 'Europe/Helsinki' }, 'admin');
    const fromMs = Date.parse(start);
    const total = hours.reduce((sum, one) => sum + one, 0);
    await record(Array.from({ length: total }, (_, hour) => fromMs + hour * hourMs), () => 1);
    const toMs = fromMs + total * hourMs;
    const { rows } = await read(fromMs, toMs, '1d');
    expect(rows.map(({ timeMs }) => new Date(timeMs).toISOString())).toEqual(days);
    expect(rows.map(({ slots }) => slots[0]?.value('count'))).toEqual(hours);
    const newest = await read(fromMs, toMs, '1d', { newestFirst: true });
    expect(newest.rows.map(({ timeMs }) => timeMs)).toEqual(rows.map(({ timeMs }) => timeMs).reverse());
    const pairs = await read(fromMs, toMs, '2d');
    expect(pairs.rows.every(({ timeMs }) => localDayAt(timeMs, 'Europe/Helsinki') % 2 === 0)).toBe(true);
  });
});

describe('more than fits', () => {
  const fromMs = Date.UTC(2026, 0, 1);
  const count = 5_300;

  test('is cut after 5,000 values, from either end, and says so', async () => {
    await record(Array.from({ length: count }, (_, index) => fromMs + index * 1000));
    const oldest = await read(fromMs, fromMs + count * 1000, null);
    expect([oldest.rows.length, oldest.truncated, oldest.rows.at(-1)?.timeMs]).toEqual([5_000, true, fromMs + 4_999_000]);
    const newest = await read(fromMs, fromMs + count * 1000, null, { newestFirst: true });
    expect([newest.rows.length, newest.truncated, newest.rows[0]?.timeMs]).toEqual([5_000, true, fromMs + (count - 1) * 1000]);
    const hourly = await read(fromMs, fromMs + count * 1000, '1h');
    expect([hourly.truncated, hourly.rows.map(({ slots }) => slots[0]?.value('count'))]).toEqual([false, [3600, 1700]]);
    const exactly = await read(fromMs, fromMs + 5_000_000, null);
    expect([exactly.rows.length, exactly.truncated]).toEqual([5_000, false]);
  });

  test('of one moment is taken together, wherever the slices of reading end', async () => {
    await record([...Array.from({ length: 1_995 }, (_, index) => fromMs + index), ...Array.from({ length: 2_010 }, () => fromMs + 1_995), fromMs + 5_000]);
    for (const newestFirst of [false, true]) {
      const { rows } = await read(fromMs, fromMs + 10_000, null, { newestFirst });
      expect(rows.length).toBe(1_997);
      expect(rows.find(({ timeMs }) => timeMs === fromMs + 1_995)?.slots[0]?.value('count')).toBe(2_010);
    }
  });
});
