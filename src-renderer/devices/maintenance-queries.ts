import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput } from '#contract/console-api.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

function useVoidDevices() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: queryKeys.devices });
    await client.invalidateQueries({ queryKey: queryKeys.groups });
  };
}

/** Say that somebody works at a device or group. */
export function useStartMaintenance() {
  return useMutation({ mutationFn: (wanted: CallInput<'startMaintenance'>) => call('startMaintenance', wanted), onSettled: useVoidDevices() });
}

export function useStopMaintenance() {
  return useMutation({ mutationFn: (objectId: string) => call('stopMaintenance', { id: objectId }), onSettled: useVoidDevices() });
}

export function useSetSupervision() {
  return useMutation({ mutationFn: (wanted: CallInput<'setSupervision'>) => call('setSupervision', wanted), onSettled: useVoidDevices() });
}

/** Whether silences raise alarms on this site at all. */
export function useSiteSupervision() {
  return useQuery({ queryKey: queryKeys.supervision, queryFn: ({ signal }) => call('siteSupervision', {}, signal) });
}

export function useSetSiteSupervision() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (silenceAlarms: boolean) => call('setSiteSupervision', { silenceAlarms }),
    onSuccess: (reply) => client.setQueryData(queryKeys.supervision, reply),
  });
}
