import { expect, test } from 'vitest';

import { tokenPermissions } from '#contract/tokens.ts';

import { permissionsByArea } from './token-words.ts';

test('every permission stands in one place', () => {
  const places = permissionsByArea().flatMap(({ read, write }) => [read, write].filter((one) => one !== undefined));
  expect(places.toSorted()).toEqual(tokenPermissions.toSorted());
  expect(permissionsByArea(['audit:read', 'audit:write', 'registration:write'])).toEqual([
    { area: 'audit', read: 'audit:read', write: 'audit:write' },
    { area: 'registration', write: 'registration:write' },
  ]);
});
