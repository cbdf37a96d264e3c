import { expect, test } from 'vitest';

import { nextRegion } from './regions.ts';

const all = ['status', 'list', 'rail', 'title'];

test.each([
  [all, null, 'title'],
  [all, 'title', 'rail'],
  [all, 'rail', 'list'],
  [[...all, 'panel'], 'list', 'panel'],
  [all, 'list', 'status'],
  [all, 'status', 'title'],
])('among %o, after %s comes %s', (present, current, next) => {
  expect(nextRegion(present, current)).toBe(next);
});
