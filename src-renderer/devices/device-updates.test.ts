import { expect, test } from 'vitest';

import { withArrival } from './device-updates.ts';

const silent = { id: '1', heardMs: 100, contact: 'silent' } as const;

test('a device heard from is fresh', () => {
  expect(withArrival(silent, new Map([['1', 200]]))).toEqual({ id: '1', heardMs: 200, contact: 'fresh' });
});

test('another one is as it was', () => {
  expect(withArrival(silent, new Map([['2', 200]]))).toBe(silent);
  expect(withArrival(silent, new Map([['1', 50]]))).toBe(silent);
});

test('the first arrival ever counts', () => {
  expect(withArrival({ id: '1', heardMs: null, contact: 'never' as const }, new Map([['1', 5]]))).toMatchObject({ heardMs: 5 });
});
