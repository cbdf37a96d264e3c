import { expect, test } from 'vitest';

import { severities } from '#contract/alarms.ts';

import { symbolShapes, symbolState } from './alarm-symbol-shapes.ts';

test.each(['body', 'ring', 'number'] as const)('no two severities share their %s: they are told apart without colour', (part) => {
  const drawn = severities.map((severity) => symbolShapes[severity][part]);
  expect(new Set(drawn).size).toBe(severities.length);
});

test.each([
  ['holds', { active: true, shelved: null }, 'true'],
  ['has ended', { active: false, shelved: null }, 'ended'],
  ['is shelved', { active: true, shelved: { untilMs: 1 } }, 'shelved'],
  ['is shelved and has ended', { active: false, shelved: { untilMs: 1 } }, 'shelved'],
])('an alarm that %s is drawn in its own way', (_, state, drawn) => {
  expect(symbolState(state)).toBe(drawn);
});
