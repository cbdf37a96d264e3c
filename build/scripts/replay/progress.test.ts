import { expect, test } from 'vitest';

import { formatDuration, progressLine, rateOf, recentSamples } from './progress.ts';
import { ProgressDisplay } from './progress-display.ts';

test.each([
  [{ done: 0, total: 676_715, rate: null }, '[------------------------]   0 %  0 / 676,715 readings, time left unknown'],
  [{ done: 338_358, total: 676_715, rate: 10_000 }, '[############------------]  50 %  338,358 / 676,715 readings, 10,000/s, 0:34 left'],
  [{ done: 200, total: 200, rate: 50 }, '[########################] 100 %  200 / 200 readings, 50/s, done'],
  [{ done: 0, total: 0, rate: null }, '[########################] 100 %  0 / 0 readings, done'],
  [{ done: 10, total: 20, rate: 0 }, '[############------------]  50 %  10 / 20 readings, 0/s, time left unknown'],
])('%o', (progress, line) => {
  expect(progressLine(progress)).toBe(line);
});

test.each([
  [0, '0:00'],
  [9_400, '0:09'],
  [309_000, '5:09'],
  [3_909_000, '1:05:09'],
])('%i ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('the rate is that of the last ten seconds', () => {
  const samples = [0, 1000, 2000, 11_500, 12_500].map((atMs) => ({ atMs, done: atMs / 10 }));
  expect(recentSamples(samples, 12_500).map(({ atMs }) => atMs)).toEqual([2000, 11_500, 12_500]);
  expect(recentSamples(samples, 60_000).map(({ atMs }) => atMs)).toEqual([12_500]);
  expect(rateOf(samples)).toBe(100);
  expect(rateOf(samples.slice(0, 1))).toBeNull();
});

test('a terminal is drawn over, anything else gets whole lines', () => {
  const drawn = (isTTY: boolean) => {
    let shown = '';
    const display = new ProgressDisplay({ isTTY, write: (text) => (shown += text) }, 10, 4);
    display.add(6);
    display.say('A word.');
    display.close();
    expect(display.done).toBe(10);
    return shown;
  };
  const line = '[########################] 100 %  10 / 10 readings, done';
  expect(drawn(false)).toBe(`A word.\n${line}\n`);
  expect(drawn(true)).toBe(`\r\u001b[KA word.\n\r\u001b[K${line}\n`);
});
