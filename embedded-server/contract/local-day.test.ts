import { describe, expect, test } from 'vitest';

import { localDayAt, localDayStart } from './local-day.ts';

const hourMs = 3_600_000;

describe('a local day', () => {
  test.each([
    ['Europe/Helsinki', '2026-03-28', '2026-03-27T22:00:00Z', 24],
    ['Europe/Helsinki', '2026-03-29', '2026-03-28T22:00:00Z', 23],
    ['Europe/Helsinki', '2026-03-30', '2026-03-29T21:00:00Z', 24],
    ['Europe/Helsinki', '2026-10-24', '2026-10-23T21:00:00Z', 24],
    ['Europe/Helsinki', '2026-10-25', '2026-10-24T21:00:00Z', 25],
    ['Europe/Helsinki', '2026-10-26', '2026-10-25T22:00:00Z', 24],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
    // Clocks skip from 0:00 to 1:00: the day begins at 1:00.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', 23],
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00Z', 24],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z', 24],
    ['Etc/GMT+12', '2026-01-01', '2026-01-01T12:00:00Z', 24],
    ['UTC', '1970-01-01', '1970-01-01T00:00:00Z', 24],
  ])('%s %s', (zone, date, start, hours) => {
    const day = Date.parse(date) / (24 * hourMs);
    const [startMs, endMs] = [localDayStart(day, zone), localDayStart(day + 1, zone)];
    expect(new Date(startMs).toISOString()).toBe(new Date(start).toISOString());
    expect((endMs - startMs) / hourMs).toBe(hours);
    expect([startMs - 1, startMs, endMs - 1, endMs].map((timeMs) => localDayAt(timeMs, zone) - day)).toEqual([-1, 0, 0, 1]);
  });
});

test.each(['Europe/Helsinki', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/New_York'])('%s: asked in any order, each day begins where its date does', (zone) => {
  const first = Date.parse('2020-01-01') / (24 * hourMs);
  for (let step = 0; step < 2_500; step += 1) {
    const day = first + ((step * 1_009) % 2_500);
    const startMs = localDayStart(day, zone);
    expect([localDayAt(startMs - 1, zone), localDayAt(startMs, zone)]).toEqual([day - 1, day]);
  }
});
