import { expect, test } from 'vitest';

import type { Health } from '#contract/console/installation-calls.ts';

import { healthLines } from './health-lines.ts';

const well: Health = {
  nowMs: 1_000_000,
  startedMs: 0,
  versions: { valvomo: '1', node: '24', sqlite: '3', system: 'linux' },
  disk: { freeBytes: 1e11, totalBytes: 1e12, short: false, filling: false, fullMs: null, level: null },
  files: [],
  memory: { usedBytes: 1e8, machineBytes: 1e10, machineFreeBytes: 5e9 },
  loop: { usualMs: 1, worstMs: 20 },
  queue: { waiting: 0, most: 10_000 },
  feedClients: 1,
  clockShiftMs: 3,
  limited: [],
};
const slowed = { tenant: 'main', userName: 'device_1', name: 'Pump', perSecond: 60, most: 50, refused: 3, lastRefusedMs: 900_000 };

function abnormal(change: Partial<Health>): (string | null)[][] {
  return healthLines({ ...well, ...change }).filter(({ severity }) => severity !== null).map(({ name, severity }) => [name, severity]);
}

test('when all is well nothing is coloured', () => {
  expect(abnormal({})).toEqual([]);
  expect(abnormal({ disk: null })).toEqual([]);
});

test('a disk that reaches a level by itself is well, and it is said', () => {
  const disk = { freeBytes: 1e11, totalBytes: 1e12, short: false, filling: false, fullMs: null, level: { fromMs: 1, freeBytes: 1 } };
  expect(healthLines({ ...well, disk })[0]).toEqual({ name: 'diskLevel', severity: null });
});

test.each([
  [{ disk: { freeBytes: 1, totalBytes: 2, short: true, filling: true, fullMs: 1, level: null } }, 'disk', 'CRITICAL'],
  [{ disk: { freeBytes: 1, totalBytes: 2, short: false, filling: true, fullMs: 1, level: null } }, 'diskFilling', 'MAJOR'],
  [{ queue: { waiting: 2_501, most: 10_000 } }, 'queue', 'MAJOR'],
  [{ loop: { usualMs: 1, worstMs: 200 } }, 'loop', 'WARNING'],
  [{ loop: { usualMs: 1, worstMs: 1_000 } }, 'loop', 'MAJOR'],
  [{ memory: { usedBytes: 1, machineBytes: 100, machineFreeBytes: 4 } }, 'memory', 'WARNING'],
  [{ clockShiftMs: -60_000 }, 'clock', 'WARNING'],
  [{ limited: [slowed] }, 'limited', 'WARNING'],
] as const)('%o', (change, name, severity) => {
  expect(abnormal(change as Partial<Health>)).toEqual([[name, severity]]);
});

test('who was slowed long ago is told without colour', () => {
  expect(abnormal({ nowMs: 10_000_000, limited: [slowed] })).toEqual([]);
});
