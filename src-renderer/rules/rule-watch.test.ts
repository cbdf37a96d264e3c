import { expect, test } from 'vitest';

import type { RuleScope } from '#contract/rules.ts';

import { watches } from './rule-watch.ts';

const series = { fragment: 'air', series: 'temperature' };
const value = { ...series, deviceId: '3', groupIds: ['11', '1'] };

test.each<[RuleScope, boolean]>([
  [{ kind: 'all' }, true],
  [{ kind: 'device', deviceId: '3' }, true],
  [{ kind: 'device', deviceId: '4' }, false],
  [{ kind: 'group', groupId: '1' }, true],
  [{ kind: 'group', groupId: '12' }, false],
])('a rule for %j watches: %s', (scope, expected) => {
  expect(watches({ scope, series }, value)).toBe(expected);
});

test('a rule for another value, or for silence, does not', () => {
  expect(watches({ scope: { kind: 'all' }, series: { fragment: 'air', series: 'humidity' } }, value)).toBe(false);
  expect(watches({ scope: { kind: 'all' }, series: null }, value)).toBe(false);
});
