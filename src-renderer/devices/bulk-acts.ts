/** Acts on many devices: a plan to look at, then a job. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallInput, CallReply } from '#contract/console-api.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { openJobs } from '../state/jobs-drawer.ts';
import { showToast } from '../state/toast-store.ts';
import type { DeviceFilter } from './device-queries.ts';
import { clearPicked, type Picked } from './picked-devices.ts';

export type DeviceChangePlan = CallReply<'planDeviceChange'>;
export type Selection = CallInput<'deleteDevices'>['devices'];

/** What is picked, as the core is told it. */
export function selectionOf({ ids, all }: Picked, filter: DeviceFilter): Selection {
  return all ? { filter } : { ids: [...ids] };
}

/** What the picked ones have in common now; undefined while it is not known. */
export function useSharedFacts(devices: Selection): CallReply<'sharedFacts'> | undefined {
  return useQuery({ queryKey: queryKeys.sharedFacts(devices), queryFn: ({ signal }) => call('sharedFacts', { devices }, signal) }).data;
}

/** What a change would do; nothing is changed. */
export function usePlanChange() {
  return useMutation({ mutationFn: (input: CallInput<'planDeviceChange'>) => call('planDeviceChange', input) });
}

function useJobStart<Input>(start: (input: Input) => Promise<unknown>) {
  const { t } = useTranslation(['jobs', 'common']);
  return useMutation({
    mutationFn: start,
    onSuccess: () => {
      clearPicked();
      openJobs();
    },
    onError: (error) => showToast({ text: t('notStarted', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
  });
}

/** Carry a plan out, as a job. */
export function useChangeDevices() {
  return useJobStart((planId: string) => call('changeDevices', { planId }));
}

/** Move several into a group, or out of any (null), as a job. */
export function useMoveDevices() {
  return useJobStart(async ({ devices, groupId }: { devices: Selection; groupId: string | null }) => {
    const { planId } = await call('planDeviceChange', { devices, change: { groupId } });
    return call('changeDevices', { planId });
  });
}

/** Put what is picked into the bin, as a job. */
export function useDeleteDevices() {
  return useJobStart((devices: Selection) => call('deleteDevices', { devices }));
}
