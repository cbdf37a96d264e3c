import fc from 'fast-check';
import { expect, test } from 'vitest';

import { leanRange, pointRangeSchema } from '#contract/measurements.ts';
import { trendRangeSchema } from '#contract/trends.ts';

import { rangeJson, rangesJson, trendRangesJson } from './range-json.ts';

const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.integer({ min: -1e6, max: 1e6 }).map((tenths) => tenths / 10), fc.constantFrom(-0, 1e-300, 0.1 + 0.2));
const entry = fc.record({ timeMs: fc.integer({ min: 0, max: 8.64e15 }), low: value, high: value, mean: value });

/** A stretch as the core has it, of which JSON.stringify says what it is. */
const range = fc.tuple(fc.array(entry, { maxLength: 50 }), fc.nat(1e9), fc.boolean(), fc.constantFrom(undefined, 1_488.2, -3)).map(([entries, bucketMs, isRaw, added]) => {
  const timeMs = entries.map((one) => one.timeMs).sort((a, b) => a - b);
  const mean = entries.map((one) => one.mean);
  const [min, max] = isRaw ? [mean, mean] : [entries.map(({ low }) => low), entries.map(({ high }) => high)];
  const extremes = { low: 1, lowAtMs: 2, high: 3, highAtMs: 4, mean: 0.5 };
  return { seriesId: '7', fromMs: 1, toMs: 8.64e15, bucketMs: isRaw ? 0 : bucketMs + 1, timeMs, min, max, mean, count: entries.length, extremes, ...(added === undefined ? {} : { added }) };
});

const parsed = ({ bytes }: { bytes: Uint8Array }): unknown => JSON.parse(Buffer.from(bytes).toString());
/** As JSON has it: without the sign of 0. */
const plain = <Value>(one: Value): Value => JSON.parse(JSON.stringify(one)) as Value;

test('a stretch reads as the ordinary way would have written it, and whole again as it was', () => {
  fc.assert(
    fc.property(range, ({ extremes, ...one }) => {
      const answer = parsed(rangeJson({ ...one, extremes }));
      expect(answer).toEqual(plain(leanRange(one)));
      expect(pointRangeSchema.parse(answer)).toEqual(plain(one));
    }),
  );
});

test('so do several, and those of charts', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 4 }), (all) => {
      expect(parsed(rangesJson(all))).toEqual({ trends: all.map(({ extremes: _, ...one }) => plain(leanRange(one))) });
      const switched = { fromMs: [1], toMs: [2], onMs: [1], totalMs: 1, times: 1, longest: null };
      const { ranges } = parsed(trendRangesJson(all.map((one) => ({ ...one, switched })))) as { ranges: unknown[] };
      expect(ranges.map((one) => trendRangeSchema.parse(one))).toEqual(all.map((one) => plain({ ...one, switched })));
    }),
  );
});
