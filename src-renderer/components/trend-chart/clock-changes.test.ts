import { expect, test } from 'vitest';

import { clockChanges } from './clock-changes.ts';

const hour = 3_600_000;
const zone = 'Europe/Helsinki';
const between = (from: string, to: string) =>
  clockChanges(Date.parse(from), Date.parse(to), zone).map(({ timeMs, byMs }) => `${new Date(timeMs).toISOString()} ${byMs / hour}`);

test('the clocks go forward in March and back in October', () => {
  expect(between('2026-03-28T22:00:00Z', '2026-03-29T10:00:00Z')).toEqual(['2026-03-29T01:00:00.000Z 1']);
  expect(between('2026-10-20T10:12:13Z', '2026-10-27T10:00:00Z')).toEqual(['2026-10-25T01:00:00.000Z -1']);
});

test('an ordinary week has none; in a year it could not be seen', () => {
  expect(between('2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z')).toEqual([]);
  expect(between('2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([]);
});
