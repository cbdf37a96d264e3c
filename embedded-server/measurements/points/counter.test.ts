import fc from 'fast-check';
import { expect, test } from 'vitest';

import { continued, counterSteps, isCounter } from './counter.ts';

const rises = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 12, maxLength: 60 });
const totals = (start: number, steps: readonly number[]): number[] => steps.reduce<number[]>((sum, step) => [...sum, (sum.at(-1) ?? start) + step], [start]);

test('what only rises is a counter, and no longer once it has fallen', () => {
  fc.assert(
    fc.property(rises, fc.nat(10_000), fc.nat(58), (steps, start, at) => {
      fc.pre(steps.filter((step) => step > 0).length >= 5);
      const values = totals(start, steps);
      expect(isCounter(values)).toBe(true);
      const fallen = values.with(Math.min(at, values.length - 2) + 1, -1);
      expect(isCounter(fallen)).toBe(false);
    }),
  );
});

test.each([
  ['few readings', [1, 2, 3, 4, 5, 6]],
  ['a value that stands still', Array.from({ length: 50 }, () => 7)],
  ['a switch that was turned on once', Array.from({ length: 50 }, (_, index) => (index > 20 ? 1 : 0))],
  ['a temperature', Array.from({ length: 50 }, (_, index) => 20 + Math.sin(index))],
  ['what begins below nothing', Array.from({ length: 50 }, (_, index) => index - 20)],
  ['nothing', []],
])('%s is none', (_, values) => expect(isCounter(values)).toBe(false));

test('one counter in the place of another, again and again: all that was counted stays counted', () => {
  const unit = fc.record({ start: fc.nat(100_000), counted: fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }) });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), (units) => {
      let timeMs = 0;
      const readings = units.flatMap(({ start, counted }, number) => totals(start, counted).map((value) => ({ number, timeMs: (timeMs += 1), value })));
      const exchanges = units.slice(1).map(({ start }, index) => {
        const old = readings.findLast(({ number }) => number === index);
        return { fromMs: (old?.timeMs ?? 0) + 1, lastOld: old?.value ?? 0, firstNew: start };
      });
      const shown = readings.map((reading) => continued(counterSteps(exchanges), reading.timeMs, reading.value));
      const all = units.flatMap(({ counted }) => counted).reduce((sum, one) => sum + one, 0);
      expect((shown.at(-1) ?? 0) - (shown[0] ?? 0)).toBe(all);
      expect(shown.every((value, index) => index === 0 || value >= (shown[index - 1] ?? 0))).toBe(true);
    }),
  );
});
