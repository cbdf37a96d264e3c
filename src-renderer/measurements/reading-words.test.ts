import { expect, test } from 'vitest';

import { looksLikeSwitch, switchKind } from './reading-words.ts';

test('a value without a unit that stands at 0 or 1 looks like a switch', () => {
  expect(looksLikeSwitch({ unit: '', latest: { value: 1 } })).toBe(true);
  expect(looksLikeSwitch({ unit: null, latest: { value: 0 } })).toBe(true);
  expect(looksLikeSwitch({ unit: null, latest: { value: 3 } })).toBe(false);
  expect(looksLikeSwitch({ unit: '°C', latest: { value: 1 } })).toBe(false);
  expect(looksLikeSwitch({ unit: null, latest: null })).toBe(false);
});

test.each([
  ['door', 'open', 'door'],
  ['c8y_MotionMeasurement', 'motion', 'presence'],
  ['pump', 'running', 'onOff'],
])('%s %s has the words of %s', (fragment, series, kind) => {
  expect(switchKind({ fragment, series })).toBe(kind);
});
