import { expect, test } from 'vitest';

import { JobPace } from './job-pace.ts';

function paced(marks: [number, number][]): JobPace {
  const pace = new JobPace();
  for (const [atMs, done] of marks) pace.note(atMs, done);
  return pace;
}

test('nothing is said before a second has passed', () => {
  expect(paced([[0, 0], [999, 500]]).rate()).toBeNull();
  expect(paced([[0, 0], [999, 500]]).leftMs(1000)).toBeNull();
});

test('rate and time left follow the last ten seconds', () => {
  const pace = paced([[0, 0], [1000, 100], [2000, 200]]);
  expect([pace.rate(), pace.leftMs(1000)]).toEqual([100, 8000]);
  for (let second = 3; second <= 20; second += 1) pace.note(second * 1000, 200);
  expect([pace.rate(), pace.leftMs(1000)]).toEqual([0, null]);
});

test('with an unknown total there is no time left to tell', () => {
  expect(paced([[0, 0], [2000, 10]]).leftMs(null)).toBeNull();
});

test('many notes keep few marks and the right rate', () => {
  const pace = paced(Array.from({ length: 20_000 }, (_, index): [number, number] => [index, index * 2]));
  expect(pace.rate()).toBeCloseTo(2000, 0);
});
