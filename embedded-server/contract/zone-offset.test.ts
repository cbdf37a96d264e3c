import { expect, test } from 'vitest';

import { zoneOffsets } from './zone-offset.ts';

const hours = (zone: string, time: string): number => zoneOffsets(zone)(Date.parse(time)) / 3_600_000;

test.each([
  ['Europe/Helsinki', '2026-03-29T00:59:59Z', 2],
  ['Europe/Helsinki', '2026-03-29T01:00:00Z', 3],
  ['Europe/Helsinki', '2026-10-25T00:59:59Z', 3],
  ['Europe/Helsinki', '2026-10-25T01:00:00Z', 2],
  ['America/St_Johns', '2026-01-01T00:00:00Z', -3.5],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z', 5.75],
  ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 10.5],
  ['UTC', '2026-07-01T00:00:00Z', 0],
])('%s at %s is %d h from UTC', (zone, time, offset) => {
  expect(hours(zone, time)).toBe(offset);
});

test('one that is asked again and again stays right', () => {
  const offsetOf = zoneOffsets('Europe/Helsinki');
  const change = Date.parse('2026-10-25T01:00:00Z');
  expect([change - 1, change, change - 900_000, change + 900_000].map((timeMs) => offsetOf(timeMs) / 3_600_000)).toEqual([3, 2, 3, 2]);
});
