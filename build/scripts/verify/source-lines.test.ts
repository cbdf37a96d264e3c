import { expect, test } from 'vitest';

import { decimalOf, meterLine, momentOf, nabLine, officeLine, readSource } from './source-lines.ts';

const hourMs = 3_600_000;

test('rows are read with their line numbers, repeated times and steps backwards as they are', () => {
  const text = 'timestamp,value\n2014-01-07 02:55:00,92.8\n2014-01-07 02:00:00,94.1\n2014-01-07 02:00:00,94.4\n';
  const { readings, unreadable } = readSource('f.csv', text, nabLine, 0);
  expect(unreadable).toEqual([]);
  expect(readings).toEqual([
    { file: 'f.csv', row: 2, timeMs: Date.UTC(2014, 0, 7, 2, 55), values: [92.8] },
    { file: 'f.csv', row: 3, timeMs: Date.UTC(2014, 0, 7, 2), values: [94.1] },
    { file: 'f.csv', row: 4, timeMs: Date.UTC(2014, 0, 7, 2), values: [94.4] },
  ]);
});

test('a row that says nothing is told with its number', () => {
  const text = 'LCLid,DateTime,KWH\r\nMAC1,2012-12-19 12:30:00.0000000, 0.1 \r\nMAC1,2012-12-19 12:37:27.0000000,Null\r\nMAC2,2012-12-19 13:00:00,1\r\n\r\n';
  const { readings, unreadable } = readSource('f.csv', text, meterLine('MAC1'), 0);
  expect(readings.map(({ row, values }) => [row, ...values])).toEqual([[2, 0.1]]);
  expect(unreadable.map(({ row }) => row)).toEqual([3, 4, 5]);
});

test("the office's clock is an hour ahead, and its last column is not a measurement", () => {
  const line = '"140","2015-02-02 00:19:00",23.7,26.2,585.2,749.2,0.0047,1';
  const { readings } = readSource('f.txt', `header\n${line}`, officeLine, hourMs);
  expect(readings).toEqual([{ file: 'f.txt', row: 2, timeMs: Date.UTC(2015, 1, 1, 23, 19), values: [23.7, 26.2, 585.2, 749.2, 0.0047] }]);
});

test.each(['2014-02-29 00:00:00', '2014-01-01 24:00:00', '2014-01-01T00:00:00', '2014-01-01', '1969-12-31 23:59:59', '2100-01-01 00:00:00', ''])(
  'no moment: %s',
  (text) => {
    expect(momentOf(text, 0)).toBeNull();
  },
);

test.each(['', ' ', 'Null', 'NaN', 'Infinity', '0x10', '1e999', '--1', '1,5', '9007199254740993'])('no decimal: %s', (text) => {
  expect(decimalOf(text)).toBeNull();
});
