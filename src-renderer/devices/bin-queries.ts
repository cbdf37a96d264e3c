import { useInfiniteQuery } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

type Place = Pick<CallInput<'bin'>, 'beforeMs' | 'beforeId'>;

/** What was deleted and can be restored, the newest first. */
export function useBin() {
  return useInfiniteQuery({
    queryKey: queryKeys.bin,
    queryFn: ({ signal, pageParam }) => call('bin', { ...pageParam, limit: 100 }, signal),
    initialPageParam: {},
    getNextPageParam: ({ objects, more }: CallReply<'bin'>): Place | undefined => {
      const last = objects.at(-1);
      return more && last ? { beforeMs: last.deletedMs, beforeId: last.id } : undefined;
    },
  });
}
