import { expect, test } from 'vitest';

import { namedBy } from './name-pattern.ts';

const facts = { name: 'old', type: 'probe', group: 'Cellar', number: 7 };

test.each([
  ['{name}', 'old'],
  ['{group}: {type} {nnn}', 'Cellar: probe 007'],
  ['Sensor {n}', 'Sensor 7'],
  ['plain', 'plain'],
  ['{other} {name}', '{other} old'],
  ['{{name}}', '{old}'],
  ['x'.repeat(130), 'x'.repeat(120)],
])('%s', (pattern, name) => {
  expect(namedBy(pattern, facts)).toBe(name);
});

test('what a device lacks leaves no double blanks', () => {
  expect(namedBy('{group} {type} {name}', { ...facts, type: null, group: null })).toBe('old');
});
