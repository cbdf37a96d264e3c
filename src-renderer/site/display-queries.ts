import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Display, DisplayView } from '#contract/console/wall-calls.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Seen moves on by itself. */
const againMs = 60_000;

export function useDisplays() {
  return useQuery({ queryKey: queryKeys.displays, queryFn: ({ signal }) => call('displays', {}, signal), refetchInterval: againMs });
}

/** A display with its link's token, which is in the answer and nowhere else. */
export interface DisplayLink {
  display: Display;
  token: string;
}

/** Add a display, renew its link, remove it. */
export function useDisplayActs() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.displays });
  const add = useMutation({ mutationFn: (view: DisplayView): Promise<DisplayLink> => call('addDisplay', view), onSettled });
  const renew = useMutation({ mutationFn: (id: string): Promise<DisplayLink> => call('renewDisplay', { id }), onSettled });
  const remove = useMutation({ mutationFn: (id: string) => call('removeDisplay', { id }), onSettled });
  return { add, renew, remove };
}
