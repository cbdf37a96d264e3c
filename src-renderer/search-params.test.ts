import { expect, test } from 'vitest';

import { parseSearch, stringifySearch } from './search-params.ts';

test.each([
  ['', {}],
  ['?alarm=52', { alarm: '52' }],
  ['?tab=journal&alarm=7', { tab: 'journal', alarm: '7' }],
  ['?to=%2Falarms%3Falarm%3D52', { to: '/alarms?alarm=52' }],
])('%s both ways', (query, search) => {
  expect(parseSearch(query)).toEqual(search);
  expect(stringifySearch(search)).toBe(query);
});

test('what is undefined is left out', () => {
  expect(stringifySearch({ alarm: undefined, tab: 'open' })).toBe('?tab=open');
});
