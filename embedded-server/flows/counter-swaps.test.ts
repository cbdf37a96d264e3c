/** Water meters that are exchanged, on a real store. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';
import { continuing } from '#contract/measurements.ts';

import { readPoints } from '../measurements/points/point-range.ts';
import type { Series } from '../measurements/series-memory.ts';
import { minuteMs, TestSite } from '../testing/test-site.ts';
import { deviceDetail } from './console-devices.ts';
import { seriesPoints } from './console-series.ts';
import { deviceCounters } from './counter-swaps.ts';
import { replaceDevice, undoReplacement } from './replacement.ts';
import { addRule } from './rule-changes.ts';
import { trendRanges } from './trend-ranges.ts';

const volume = ['water', 'volume', 'm³'] as const;
const swap = { fragment: 'water', series: 'volume' };
const alive = new AbortController().signal;

let site: TestSite;
let meter: number;
let unit: number;
let startMs: number;

/** One reading a minute, from so many minutes after the start on. */
function count(id: number, fromMinute: number, values: readonly number[]): Promise<void> {
  return site.record(id, volume, values.map((value, index) => [startMs + (fromMinute + index) * minuteMs, value] as const));
}

const upTo = (last: number): number[] => Array.from({ length: 20 }, (_, index) => last - 19 + index);

beforeEach(async () => {
  site = new TestSite();
  startMs = site.clock.now() - 60 * minuteMs;
  [meter, unit] = [await site.addObject('Well'), await site.addObject('New meter')];
  await count(meter, 0, upTo(1_488));
  await site.record(meter, ['air', 'temperature', '°C'], [[startMs, 4]]);
  await count(unit, 30, [0, 1, 2]);
});
afterEach(() => site.end());

function seriesOf(id: number): Series {
  const found = site.tenant.series.ofDevice(id).find(({ fragment }) => fragment === 'water');
  if (!found) throw new Error('there is no counter');
  return found;
}

const stretch = () => ({ fromMs: startMs, toMs: startMs + 60 * minuteMs });

function raw(): number[] {
  const { fromMs, toMs } = stretch();
  return readPoints(site.tenant.database, site.tenant.measurements, seriesOf(meter), fromMs, toMs).value.slice();
}

/** As both kinds of charts show it. */
async function shown(): Promise<number[]> {
  const { fromMs, toMs } = stretch();
  const { id } = seriesOf(meter);
  const [trend] = await trendRanges(site.tenant, [id], stretch(), 500, alive);
  const values = Array.from((await seriesPoints(site.tenant, id, { fromMs, toMs, points: 500 }, alive)).mean);
  expect(Array.from(trend?.mean ?? [])).toEqual(values);
  expect(continuing(trend, seriesOf(meter).latest ?? null)?.value).toBe(values.at(-1));
  return values;
}

test('only what counts up is asked about, with its last reading', () => {
  expect(deviceCounters(site.tenant, String(meter))).toEqual({ counters: [{ ...swap, unit: 'm³', last: 1_488 }] });
  expect(deviceCounters(site.tenant, String(unit))).toEqual({ counters: [] });
});

test('with both readings the curve goes on; what was stored stays as it came', async () => {
  await replaceDevice(site.tenant, String(meter), String(unit), 'maija', [{ ...swap, lastOld: 1_490.5, firstNew: 0 }]);
  expect(await shown()).toEqual([...upTo(1_488), 1_490.5, 1_491.5, 1_492.5]);
  expect(raw()).toEqual([...upTo(1_488), 0, 1, 2]);
  const [trend] = await trendRanges(site.tenant, [seriesOf(meter).id], stretch(), 10, alive);
  expect(trend?.extremes).toMatchObject({ low: 1_469, high: 1_492.5 });
  expect(deviceDetail(site.tenant, String(meter)).life.replacements).toMatchObject([{ counters: [{ ...swap, lastOld: 1_490.5, firstNew: 0 }] }]);
});

test('it goes on over a second exchange and a restart', async () => {
  await replaceDevice(site.tenant, String(meter), String(unit), 'maija', [{ ...swap, lastOld: 1_488, firstNew: 0 }]);
  await replaceDevice(site.tenant, String(meter), null, 'maija', [{ ...swap, lastOld: 3, firstNew: 500 }]);
  await count(meter, 40, [500, 504]);
  await site.restart();
  expect((await shown()).slice(-5)).toEqual([1_488, 1_489, 1_490, 1_491, 1_495]);
});

test('without readings, and taken back, everything is shown as it is', async () => {
  const { id } = await replaceDevice(site.tenant, String(meter), String(unit), 'maija', [{ ...swap, lastOld: 1_488, firstNew: 0 }]);
  await undoReplacement(site.tenant, id, 'maija');
  expect(await shown()).toEqual(upTo(1_488));
  await replaceDevice(site.tenant, String(meter), String(unit), 'maija');
  expect(await shown()).toEqual([...upTo(1_488), 0, 1, 2]);
});

test('a counter the device does not have is refused, and nothing is exchanged', async () => {
  const wrong = [{ fragment: 'heat', series: 'energy', lastOld: 1, firstNew: 0 }];
  await expect(replaceDevice(site.tenant, String(meter), String(unit), 'maija', wrong)).rejects.toBeInstanceOf(ExpectedError);
  expect(deviceDetail(site.tenant, String(meter)).life.replacements).toEqual([]);
});

/** Fires when the counter rises (or falls) by 50 within an hour. */
async function watchRate(direction: 'rising' | 'falling'): Promise<void> {
  const condition = { kind: 'rate' as const, direction, change: 50, withinMs: 60 * minuteMs };
  const draft = { name: `Too fast ${direction}`, enabled: true, scope: { kind: 'all' as const }, series: swap, condition, severity: 'MAJOR' as const, text: 'too fast', help: '' };
  await addRule(site.tenant, draft, 'maija');
}

/** One reading of the meter's place, as it arrives. */
async function arrives(value: number): Promise<void> {
  await site.pass(1);
  await site.record(meter, volume, [[site.clock.now(), value]]);
}

test.each([
  ['rising', 9_000],
  ['falling', 0],
] as const)('a rate that is %s begins anew with the new unit, also after a restart and when it is taken back', async (direction, firstNew) => {
  await watchRate(direction);
  await arrives(1_489);
  const { id } = await replaceDevice(site.tenant, String(meter), null, 'maija');
  await arrives(firstNew);
  await site.restart();
  await arrives(firstNew + 1);
  expect(site.open()).toEqual([]);
  await undoReplacement(site.tenant, id, 'maija');
  await arrives(1_490);
  expect(site.open()).toEqual([]);
  await arrives(direction === 'rising' ? 1_560 : 1_400);
  expect(site.open()).toHaveLength(1);
});
