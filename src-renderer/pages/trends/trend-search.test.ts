import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type TrendView, queryOf, searchOf, trendSearchSchema, viewOf, viewOfQuery } from './trend-search.ts';
import { spanNames } from './windows.ts';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }).map(String), { maxLength: 24 });
const fixed = fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1e12 })).map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }));
const views: fc.Arbitrary<TrendView> = fc.record({
  values: ids,
  shown: fc.oneof(fc.constantFrom(...spanNames).map((span) => ({ span })), fixed),
  compare: fc.oneof(
    fc.constant(null),
    fc.constantFrom('period' as const, 'week' as const, 'year' as const).map((kind) => ({ kind })),
    fc.integer({ min: 1, max: 1e9 }).map((id) => ({ kind: 'series' as const, seriesId: String(id) })),
  ),
  band: fc.boolean(),
  normal: fc.boolean(),
});

test('an address opens the picture it was made of', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(viewOf(searchOf(view))).toEqual(view);
      expect(viewOfQuery(queryOf(view))).toEqual(view);
    }),
  );
});

test('whatever stands in an address, there is a view', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('values', 'span', 'from', 'to', 'compare', 'band', 'normal'), fc.string()), (search) => {
      const view = viewOf(trendSearchSchema.parse(search));
      expect(view.values.length).toBeLessThanOrEqual(24);
      if (!('span' in view.shown)) expect(view.shown.toMs).toBeGreaterThan(view.shown.fromMs);
    }),
  );
});

test('a link can be written by hand', () => {
  expect(viewOf({ values: '3,7,x,3', from: '2026-11-18T12:32Z', to: '2026-11-19T12:32Z', compare: 'week', band: 'off' })).toEqual({
    values: ['3', '7'],
    shown: { fromMs: Date.UTC(2026, 10, 18, 12, 32), toMs: Date.UTC(2026, 10, 19, 12, 32) },
    compare: { kind: 'week' },
    band: false,
    normal: true,
  });
});
