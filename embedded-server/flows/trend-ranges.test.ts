import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ruleDraftSchema } from '#contract/rules.ts';

import { TestSite } from '../testing/test-site.ts';
import { findSeries } from './find-series.ts';
import { addGroup } from './console-groups.ts';
import { updateDevice } from './console-device-changes.ts';
import { addRule } from './rule-changes.ts';
import { updateSite } from './site-changes.ts';
import { seriesLimits, trendRanges, usualHoursOf } from './trend-ranges.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const nobodyLeaves = new AbortController().signal;

let site: TestSite;
let freezer: number;
beforeEach(async () => {
  site = new TestSite();
  await updateSite(site.tenant, { name: 'Koivula', timeZone: 'Europe/Helsinki' }, 'anna');
  freezer = await site.addObject('Freezer room 2');
});
afterEach(() => site.end());

const idOf = (fragment: string): number => site.tenant.series.ofDevice(freezer).find((one) => one.fragment === fragment)?.id ?? 0;
const range = async (id: number, fromMs: number, toMs: number, most = 432) => {
  const [found] = await trendRanges(site.tenant, [id], { fromMs, toMs }, most, nobodyLeaves);
  if (!found) throw new Error('no range');
  const { timeMs, min, max, mean } = found;
  return { ...found, timeMs: Array.from(timeMs), min: Array.from(min), max: Array.from(max), mean: Array.from(mean) };
};

test('a month of minutes: gathered, nothing left out, the one spike shows; buckets begin on the clock', async () => {
  const to = site.clock.now();
  const from = to - 30 * day;
  const readings = Array.from({ length: 30 * 1440 }, (_, index): [number, number] => [from + index * minute, index === 12_345 ? 40 : -20]);
  await site.record(freezer, ['air', 'temperature', '°C'], readings);
  const month = await range(idOf('air'), from, to);
  expect(month).toMatchObject({ bucketMs: 2 * hour, count: 30 * 1440, switched: null });
  expect(month.timeMs.length).toBeLessThanOrEqual(433);
  expect(Math.max(...month.max)).toBe(40);
  expect(month.extremes).toMatchObject({ high: 40, highAtMs: from + 12_345 * minute, low: -20 });
  expect(month.timeMs.every((timeMs) => timeMs % (2 * hour) === 0)).toBe(true);
});

test('few readings are given as they are, with the nearest outside so that the line reaches the edges', async () => {
  const now = site.clock.now();
  await site.record(freezer, ['air', 'temperature', '°C'], [[now - 5 * hour, 1], [now - hour, 2], [now, 3]]);
  expect(await range(idOf('air'), now - 2 * hour, now - minute)).toMatchObject({
    bucketMs: 0,
    timeMs: [now - 5 * hour, now - hour, now],
    mean: [1, 2, 3],
    count: 1,
    extremes: { low: 2, high: 2 },
  });
});

test('a door: open since before the stretch, with its time in it', async () => {
  const now = site.clock.now();
  await site.record(freezer, ['door', 'open', null], [[now - 3 * day, 1], [now - 2 * hour, 0], [now - hour, 1]]);
  const { switched } = await range(idOf('door'), now - day, now);
  expect(switched).toMatchObject({ fromMs: [now - day, now - hour], toMs: [now - 2 * hour, now], totalMs: 23 * hour, times: 2 });
});

test('a temperature that happens to be 0 is no switch', async () => {
  await site.record(freezer, ['air', 'temperature', '°C'], [[site.clock.now(), 0]]);
  expect(await range(idOf('air'), site.clock.now() - hour, site.clock.now() + 1)).toMatchObject({ switched: null });
});

test('what nobody waits for any more is not read to its end', async () => {
  const now = site.clock.now();
  await site.record(freezer, ['air', 'temperature', '°C'], Array.from({ length: 100 }, (_, index): [number, number] => [now - index * day, 1]));
  const gone = AbortSignal.abort(new Error('gone'));
  await expect(trendRanges(site.tenant, [idOf('air')], { fromMs: now - 100 * day, toMs: now }, 10, gone)).rejects.toThrow('gone');
});

test('a stretch that ends before it begins, too many series, and unknown ones', async () => {
  await expect(trendRanges(site.tenant, [1], { fromMs: 2, toMs: 2 }, 10, nobodyLeaves)).rejects.toMatchObject({ code: 'invalid' });
  const many = Array.from({ length: 25 }, (_, index) => index);
  await expect(trendRanges(site.tenant, many, { fromMs: 1, toMs: 2 }, 10, nobodyLeaves)).rejects.toMatchObject({ code: 'invalid' });
  expect(await trendRanges(site.tenant, [4711], { fromMs: 1, toMs: 2 }, 10, nobodyLeaves)).toEqual([]);
  await expect(usualHoursOf(site.tenant, 4711, { fromMs: 1, toMs: 2 }, nobodyLeaves)).rejects.toMatchObject({ code: 'not-found' });
});

test('what is usual: the same hour of the weeks before', async () => {
  const now = Math.floor(site.clock.now() / hour) * hour;
  const hours = Array.from({ length: 60 * 24 }, (_, index): [number, number] => [now - (60 * 24 - index) * hour, index === 700 ? 500 : 20]);
  await site.record(freezer, ['air', 'temperature', '°C'], hours);
  const usual = await usualHoursOf(site.tenant, idOf('air'), { fromMs: now - 7 * day, toMs: now }, nobodyLeaves);
  expect(usual.fromMs).toHaveLength(168);
  expect([Math.min(...usual.low), Math.max(...usual.high)]).toEqual([20, 20]);
  const tooLong = usualHoursOf(site.tenant, idOf('air'), { fromMs: now - 40 * day, toMs: now }, nobodyLeaves);
  await expect(tooLong).rejects.toMatchObject({ code: 'invalid' });
});

test('limits are those of the rules that are on and watch the series', async () => {
  await site.record(freezer, ['air', 'temperature', '°C'], [[site.clock.now(), -20]]);
  const draft = (more: object) =>
    ruleDraftSchema.parse({
      name: 'Too warm',
      scope: { kind: 'all' },
      series: { fragment: 'air', series: 'temperature' },
      condition: { kind: 'threshold', direction: 'above', limit: -18 },
      severity: 'MAJOR',
      text: 'too warm',
      ...more,
    });
  const other = await site.addObject('Heat pump');
  await addRule(site.tenant, draft({}), 'anna');
  await addRule(site.tenant, draft({ name: 'Off', enabled: false }), 'anna');
  await addRule(site.tenant, draft({ name: 'Elsewhere', scope: { kind: 'device', deviceId: String(other) } }), 'anna');
  await addRule(site.tenant, draft({ name: 'Rises', condition: { kind: 'rate', direction: 'rising', change: 2, withinMs: 60_000 } }), 'anna');
  expect(seriesLimits(site.tenant, [idOf('air')])).toMatchObject([{ ruleName: 'Too warm', direction: 'above', limit: -18 }]);
});

describe('finding a value', () => {
  beforeEach(async () => {
    const { id } = await addGroup(site.tenant, { name: 'Cold store' }, 'anna');
    await updateDevice(site.tenant, String(freezer), { name: 'Freezer room 2', type: null, groupId: id }, 'anna');
    const pump = await site.addObject('Heat pump');
    await site.record(freezer, ['c8y_TemperatureMeasurement', 'T', '°C'], [[site.clock.now(), -20]]);
    await site.record(freezer, ['door', 'open', null], [[site.clock.now(), 0]]);
    await site.record(pump, ['c8y_TemperatureMeasurement', 'T', '°C'], [[site.clock.now(), 40]]);
  });
  const found = (words: string, more: { like?: string; limit?: number } = {}) =>
    findSeries(site.tenant, { words, limit: 40, ...more }).series.map(({ deviceName, fragment }) => `${deviceName} ${fragment}`);

  test.each([
    ['', 3],
    ['freezer', 2],
    ['cold temp', 1],
    ['TEMPERATURE', 2],
    ['°c pump', 1],
    ['cellar', 0],
  ])('"%s" finds %d', (words, count) => {
    expect(found(words)).toHaveLength(count);
  });

  test('the same value of other devices, and how many there are beyond the limit', () => {
    const like = String(idOf('c8y_TemperatureMeasurement'));
    expect(found('', { like })).toEqual(['Freezer room 2 c8y_TemperatureMeasurement', 'Heat pump c8y_TemperatureMeasurement']);
    expect(findSeries(site.tenant, { words: '', limit: 1 })).toMatchObject({ total: 3, series: [{ place: 'Cold store' }] });
  });
});
