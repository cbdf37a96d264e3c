import { expect, test } from 'vitest';

import { shownForValues } from './open-trends.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-19T12:00:00Z');
const at = (timeMs: number | null) => ({ latest: timeMs === null ? null : { timeMs, value: 1 } });

test('values that are read now are shown up to now, others up to their newest reading', () => {
  expect(shownForValues([at(now - 60_000), at(null)], now)).toEqual({ span: '24h' });
  expect(shownForValues([at(null)], now)).toEqual({ span: '24h' });
  const old = shownForValues([at(now - 90 * day), at(now - 100 * day)], now);
  expect(old).toEqual({ fromMs: now - 91 * day + 60_000, toMs: now - 90 * day + 60_000 });
});
