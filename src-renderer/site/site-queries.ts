import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { CallInput } from '#contract/console-api.ts';
import type { ConsoleState } from '#contract/console/session-calls.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

export type SiteChange = CallInput<'updateSite'>;

/** Change the site's name and zone; seen at once in every time on screen. */
export function useUpdateSite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SiteChange) => call('updateSite', change),
    onSuccess: (site) => client.setQueryData<ConsoleState>(queryKeys.state, (state) => state && { ...state, site }),
  });
}
