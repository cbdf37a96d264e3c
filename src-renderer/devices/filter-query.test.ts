import { expect, test } from 'vitest';

import type { DeviceFilter } from './device-queries.ts';
import { filterOfQuery, queryOfFilter } from './filter-query.ts';

const nothing: DeviceFilter = { search: undefined, groupId: undefined, contact: undefined, maintenance: undefined };

test.each<[DeviceFilter, string]>([
  [nothing, ''],
  [{ ...nothing, groupId: '12' }, '?group=12'],
  [{ search: 'pump & valve', groupId: '12', contact: 'silent', maintenance: true }, '?find=pump+%26+valve&group=12&contact=silent&maintenance=true'],
])('%o is %s, and back', (filter, query) => {
  expect(queryOfFilter(filter)).toBe(query);
  expect(filterOfQuery(query)).toEqual(filter);
});

test('what is not known is left out', () => {
  expect(filterOfQuery('?contact=loud&maintenance=perhaps&colour=red')).toEqual(nothing);
});
