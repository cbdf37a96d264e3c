import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Keeping } from '../health/disk-forecast.ts';
import { TestSite } from '../testing/test-site.ts';
import { listDevices } from './console-devices.ts';
import { forecastDisk, watchDisk } from './disk-watch.ts';

const hour = 3_600_000;
const gigabyte = 1e9;
let site: TestSite;
let freeBytes: number;
let keeping: Keeping;
beforeEach(() => {
  site = new TestSite();
  freeBytes = 500 * gigabyte;
  keeping = { days: null, storedBytes: 0, isLeaving: false };
});
afterEach(() => site.end());

const look = () =>
  watchDisk({
    tenant: site.tenant,
    space: async () => ({ freeBytes, totalBytes: 1000 * gigabyte }),
    limits: () => ({ leastShare: 0.05, leastBytes: 0.5 * gigabyte, fullDays: 7 }),
    keeping: async () => keeping,
  });
const open = () => site.open().map(({ deviceName, text, severity, state: { active } }) => ({ deviceName, text, severity, active }));

test('a disk with room makes no alarm and no object', async () => {
  await look();
  expect(open()).toEqual([]);
  expect(site.tenant.database.read({ sql: 'SELECT 1 FROM managed_objects', parameters: [] })).toEqual([]);
});

test('too little room is a critical alarm about the installation, once, until there is clearly enough again', async () => {
  freeBytes = 40 * gigabyte;
  await look();
  await look();
  const short = { deviceName: 'Valvomo', text: 'has little room left on the disk', severity: 'CRITICAL' };
  expect(open()).toEqual([{ ...short, active: true }]);
  expect(site.open()[0]).toMatchObject({ count: 1 });
  expect(listDevices(site.tenant, { limit: 10 }).total, 'it is no device').toBe(0);
  freeBytes = 52 * gigabyte;
  await look();
  expect(open(), 'just over the limit it does not flicker').toEqual([{ ...short, active: true }]);
  freeBytes = 70 * gigabyte;
  await look();
  expect(open(), 'it waits to be seen').toEqual([{ ...short, active: false }]);
  await site.restart();
  freeBytes = 30 * gigabyte;
  await look();
  expect(open()).toEqual([{ ...short, active: true }]);
});

test('a disk that will be full within the days is told of before, from what was seen since before the restart', async () => {
  for (let hours = 0; hours < 30; hours += 1) {
    await look();
    site.clock.advance(hour);
    freeBytes -= 4 * gigabyte;
    if (hours === 15) await site.restart();
  }
  await look();
  expect(open()).toEqual([{ deviceName: 'Valvomo', text: 'will soon have no room left on the disk', severity: 'MAJOR', active: true }]);
  expect((forecastDisk(site.tenant, keeping).fullMs ?? 0) - site.clock.now()).toBeGreaterThan(94 * hour);
  freeBytes = 800 * gigabyte;
  for (let hours = 0; hours < 30; hours += 1) {
    site.clock.advance(hour);
    await look();
  }
  expect(open()).toMatchObject([{ active: false }]);
});

test('a disk that fills until the oldest readings leave raises none', async () => {
  keeping = { days: 4, storedBytes: 100 * gigabyte, isLeaving: false };
  for (let hours = 0; hours < 30; hours += 1) {
    await look();
    site.clock.advance(hour);
    freeBytes -= 4 * gigabyte;
  }
  await look();
  expect(open()).toEqual([]);
  const { fullMs, level } = forecastDisk(site.tenant, keeping);
  expect(fullMs).toBeNull();
  expect(level).toEqual({ fromMs: site.clock.now() + 96 * hour, freeBytes: (380 - (384 - 100)) * gigabyte });
});
