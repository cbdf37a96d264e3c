/** What narrows the list of devices, as the query of an address and back. */
import { parseSearch, stringifySearch } from '../search-params.ts';
import type { DeviceFilter } from './device-queries.ts';

/** Empty when nothing narrows the list. */
export function queryOfFilter({ search, groupId, contact, maintenance }: DeviceFilter): string {
  return stringifySearch({ find: search, group: groupId, contact, maintenance });
}

/** What such a query says; what it says that is not known is left out. */
export function filterOfQuery(query: string): DeviceFilter {
  const { find, group, contact, maintenance } = parseSearch(query);
  return {
    search: find,
    groupId: group,
    contact: contact === 'silent' ? contact : undefined,
    maintenance: maintenance === 'true' || undefined,
  };
}
