import { expect, test } from 'vitest';

import { type Condition, type Rule, type RuleScope, ruleSchema } from '#contract/rules.ts';

import { bandInFrame, normalBand } from './normal-band.ts';

const series = { deviceId: '7', fragment: 'air', series: 'temperature' };

function ruleOf(condition: Partial<Extract<Condition, { kind: 'threshold' }>>, scope: RuleScope = { kind: 'all' }, enabled = true): Rule {
  return ruleSchema.parse({
    id: '1',
    version: 1,
    changedMs: 0,
    changedBy: 'admin',
    name: 'too warm',
    enabled,
    scope,
    series: { fragment: 'air', series: 'temperature' },
    condition: { kind: 'threshold', direction: 'above', limit: -18, ...condition },
    severity: 'MAJOR',
    text: 'too warm',
  });
}

test('below the limit of a rule that fires above it', () => {
  expect(normalBand(series, [ruleOf({ limit: -18 })])).toEqual({ low: null, high: -18 });
});

test('between two limits, the narrowest pair', () => {
  const rules = [ruleOf({ limit: -18 }), ruleOf({ limit: -15 }), ruleOf({ direction: 'below', limit: -30 })];
  expect(normalBand(series, rules)).toEqual({ low: -30, high: -18 });
});

test.each([
  ['no rule', []],
  ['a rule switched off', [ruleOf({}, { kind: 'all' }, false)]],
  ['a rule for another device', [ruleOf({}, { kind: 'device', deviceId: '8' })]],
  ['a rule for a group', [ruleOf({}, { kind: 'group', groupId: '3' })]],
])('%s draws no band', (_what, rules) => {
  expect(normalBand(series, rules)).toBeNull();
});

test('a rule for this device counts', () => {
  expect(normalBand(series, [ruleOf({ limit: 4 }, { kind: 'device', deviceId: '7' })])?.high).toBe(4);
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
