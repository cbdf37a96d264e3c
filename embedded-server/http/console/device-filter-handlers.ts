/** Filters of devices that a person saved. */
import { changeQuery, deleteQuery, filtersOf, listSaved, saveQuery } from '../../flows/saved-queries.ts';
import type { ConsoleHandlers } from './call.ts';

type DeviceFilterCalls = 'deviceFilters' | 'saveDeviceFilter' | 'changeDeviceFilter' | 'deleteDeviceFilter';

export const deviceFilterHandlers: Pick<ConsoleHandlers, DeviceFilterCalls> = {
  deviceFilters: ({ tenant, person: { user } }) => ({ filters: listSaved(tenant, filtersOf(user.userName)) }),
  saveDeviceFilter: ({ tenant, person: { user } }, draft) => saveQuery(tenant, filtersOf(user.userName), draft, user.userName),
  changeDeviceFilter: ({ tenant, person: { user } }, { id, ...draft }) =>
    changeQuery(tenant, filtersOf(user.userName), id, draft, user.userName),
  deleteDeviceFilter: async ({ tenant, person: { user } }, { id }) => ({ filters: await deleteQuery(tenant, filtersOf(user.userName), id) }),
};
