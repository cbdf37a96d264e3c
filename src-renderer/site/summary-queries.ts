import { queryOptions, useQuery } from '@tanstack/react-query';

import type { SiteSummary } from '#contract/console/site-calls.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Also asked for without a message: a device that falls silent is news nobody sends. */
const refreshMs = 15_000;

const summaryQuery = queryOptions({
  queryKey: queryKeys.summary,
  queryFn: ({ signal }) => call('summary', {}, signal),
  refetchInterval: refreshMs,
});

/** Counts of devices and open alarms; undefined until the core has answered once. */
export function useSummary(): SiteSummary | undefined {
  return useQuery(summaryQuery).data;
}
