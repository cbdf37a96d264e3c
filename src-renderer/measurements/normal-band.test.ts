import { expect, test } from 'vitest';

import { type Condition, conditionSchema } from '#contract/rules.ts';

import { bandInFrame, normalBand } from './normal-band.ts';

const ruleOf = (condition: object, enabled = true): { enabled: boolean; condition: Condition } => ({
  enabled,
  condition: conditionSchema.parse({ kind: 'threshold', direction: 'above', ...condition }),
});

test('below the limit of a rule that fires above it', () => {
  expect(normalBand([ruleOf({ limit: -18 })])).toEqual({ low: null, high: -18 });
});

test('between two limits, the narrowest pair', () => {
  const rules = [ruleOf({ limit: -18 }), ruleOf({ limit: -15 }), ruleOf({ direction: 'below', limit: -30 })];
  expect(normalBand(rules)).toEqual({ low: -30, high: -18 });
});

test.each([
  ['no rule', []],
  ['a rule switched off', [ruleOf({ limit: 4 }, false)]],
  ['a rule about silence', [ruleOf({ kind: 'silence' })]],
])('%s draws no band', (_what, rules) => {
  expect(normalBand(rules)).toBeNull();
});

const points = [{ value: 10 }, { value: 20 }];

test.each([
  ['a near limit is where the band ends', { low: null, high: 25 }, { low: 7, high: 25 }],
  ['a far limit does not squash the line', { low: null, high: 1000 }, { low: 7, high: 35 }],
  ['between two near limits', { low: 5, high: 18 }, { low: 5, high: 18 }],
  ['readings wholly above the limit have no band', { low: null, high: 6 }, null],
])('%s', (_what, band, drawn) => {
  expect(bandInFrame(band, points)).toEqual(drawn);
});

test('without readings no band is drawn', () => {
  expect(bandInFrame({ low: 0, high: 1 }, [])).toBeNull();
});
