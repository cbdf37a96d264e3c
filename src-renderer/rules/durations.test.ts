import { describe, expect, test } from 'vitest';

import { longestMs, parseDuration, splitDuration } from './durations.ts';

const minute = 60_000;

describe('a duration in words', () => {
  test.each([
    [0, 'seconds', 0],
    [45_000, 'seconds', 45],
    [10 * minute, 'minutes', 10],
    [90 * minute, 'minutes', 90],
    [120 * minute, 'hours', 2],
    [24 * 60 * minute, 'days', 1],
  ])('%d ms is in %s: %d', (ms, unit, count) => {
    expect(splitDuration(ms)).toEqual({ unit, count });
  });
});

describe('a typed duration', () => {
  test.each([
    ['7', 7 * minute],
    ['7 min', 7 * minute],
    ['30s', 30_000],
    ['2 h', 120 * minute],
    ['2 tuntia', 120 * minute],
    ['1 pv', 1440 * minute],
    ['7 d', longestMs],
  ])('%j is understood', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '0', 'soon', '8 d', '1.5 h', '-5', '5 x', '99999 h'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
