import { expect, test } from 'vitest';

import { alarmRows, onPage, pageAt } from './wall-pages.ts';

const amounts = { alarms: 3, pins: 12, rows: 4, rotateSeconds: 20 };

test('the clock turns the pages', () => {
  expect(pageAt(0, amounts)).toEqual({ page: 0, pages: 2, nextInSeconds: 20 });
  expect(pageAt(19_999, amounts)).toEqual({ page: 0, pages: 2, nextInSeconds: 1 });
  expect(pageAt(20_000, amounts)).toEqual({ page: 1, pages: 2, nextInSeconds: 20 });
  expect(pageAt(40_000, amounts)).toMatchObject({ page: 0 });
});

test('one page, or none to turn, stays', () => {
  expect(pageAt(25_000, { ...amounts, pins: 8 })).toEqual({ page: 0, pages: 1, nextInSeconds: null });
  expect(pageAt(25_000, { ...amounts, rotateSeconds: 0 })).toEqual({ page: 0, pages: 2, nextInSeconds: null });
});

test('more alarms than rows are pages too', () => {
  expect(pageAt(0, { ...amounts, alarms: 13 }).pages).toBe(4);
});

test('a shorter list begins anew while a longer one goes on', () => {
  expect(onPage([1, 2, 3], 1, 2)).toEqual([3]);
  expect(onPage([1, 2, 3], 2, 2)).toEqual([1, 2]);
  expect(onPage([], 3, 2)).toEqual([]);
});

test('four alarms fit over eight values at 800 px, more on a larger wall', () => {
  expect(alarmRows(800, 8)).toBe(4);
  expect(alarmRows(1080, 8)).toBe(9);
  expect(alarmRows(300, 8)).toBe(3);
});
