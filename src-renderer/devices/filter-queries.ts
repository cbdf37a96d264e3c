/** Filters of devices that the person saved. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput } from '#contract/console-api.ts';
import type { SavedQuery } from '#contract/saved-queries.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** By name; undefined until they are known. */
export function useDeviceFilters(): readonly SavedQuery[] | undefined {
  return useQuery({ queryKey: queryKeys.deviceFilters, queryFn: ({ signal }) => call('deviceFilters', {}, signal) }).data?.filters;
}

/** Save, change and delete filters; the list is asked for anew after each. */
export function useFilterChanges() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.deviceFilters });
  const save = useMutation({ mutationFn: (draft: CallInput<'saveDeviceFilter'>) => call('saveDeviceFilter', draft), onSettled });
  const change = useMutation({ mutationFn: (filter: CallInput<'changeDeviceFilter'>) => call('changeDeviceFilter', filter), onSettled });
  const remove = useMutation({ mutationFn: (id: string) => call('deleteDeviceFilter', { id }), onSettled });
  return { save: save.mutateAsync, change: change.mutateAsync, remove: remove.mutateAsync };
}
