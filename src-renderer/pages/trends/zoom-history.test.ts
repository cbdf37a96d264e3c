import { expect, test } from 'vitest';

import { afterChange, afterMove, back, noHistory } from './zoom-history.ts';

const year = { span: '1y' } as const;
const month = { span: '30d' } as const;
const first = { fromMs: 0, toMs: 100 };
const second = { fromMs: 10, toMs: 90 };
const third = { fromMs: 20, toMs: 80 };

test('each zoom is a level, and back leads up one by one or to any of them', () => {
  const history = afterChange(afterChange(noHistory, year, month, false), month, first, false);
  expect(history.before).toEqual([year, month]);
  expect(back(history)).toEqual({ shown: month, history: { before: [year], stepping: false } });
  expect(back(history, 0)).toEqual({ shown: year, history: noHistory });
  expect(back(noHistory)).toBeNull();
});

test('small steps in a row are taken back together; moving ends the row', () => {
  const stepped = afterChange(afterChange(noHistory, first, second, true), second, third, true);
  expect(stepped.before).toEqual([first]);
  const again = afterChange(afterMove(stepped), third, second, true);
  expect(again.before).toEqual([first, third]);
});

test('showing the same again is no level', () => {
  expect(afterChange(noHistory, year, { span: '1y' }, false)).toBe(noHistory);
});

test('the way back is remembered a dozen levels deep', () => {
  let history = noHistory;
  for (let level = 0; level < 40; level += 1) history = afterChange(history, { fromMs: level, toMs: 100 }, { fromMs: level + 1, toMs: 100 }, false);
  expect(history.before).toHaveLength(12);
});
