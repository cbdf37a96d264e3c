import { expect, test } from 'vitest';

import { pieces } from './marked-pieces.ts';

test('a title is cut where it was found', () => {
  expect(pieces('Freezer room 2', [[0, 4], [13, 14]])).toEqual([
    { text: 'Free', marked: true },
    { text: 'zer room ', marked: false },
    { text: '2', marked: true },
  ]);
  expect(pieces('Lock', [])).toEqual([{ text: 'Lock', marked: false }]);
});
