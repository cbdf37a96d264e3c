/** Locking the console and coming back to it. */
import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { forgetSession } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { setCoreTime } from '../state/now.ts';

const locking = ['lock'];
const pictureMs = 2000;
const retryMs = 1000;

/** Cover the console at once and end its session; as long as the core cannot be told it stays covered and is told again. */
export function useLockConsole(): () => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: locking,
    mutationFn: () => call('lock', {}),
    onMutate: () => forgetSession(client, 'locked'),
    retry: (_, error) => errorCodeOf(error) === 'unreachable',
    retryDelay: retryMs,
    onSettled: () => client.refetchQueries({ queryKey: queryKeys.state }),
  });
  return () => mutate();
}

/** Whether the core is still to be told of the lock, and whether it could not be yet. */
function useTelling(): { untold: boolean; failed: boolean } {
  const failures = useMutationState({ filters: { mutationKey: locking, status: 'pending' }, select: ({ state }) => state.failureCount });
  return { untold: failures.length > 0, failed: failures.some((count) => count > 0) };
}

/** What a locked console may see: open alarms by severity. When the lock is over, the state says what is so now. */
export function useLockPicture() {
  const client = useQueryClient();
  const { untold, failed } = useTelling();
  const picture = useQuery({
    queryKey: queryKeys.lockPicture,
    queryFn: async ({ signal }) => {
      const read = await call('lockPicture', {}, signal);
      setCoreTime(read.nowMs);
      return read;
    },
    enabled: !untold,
    refetchInterval: pictureMs,
    refetchIntervalInBackground: true,
    retry: false,
  });
  const over = picture.isError && errorCodeOf(picture.error) === 'unauthorized';
  useEffect(() => {
    if (over && !untold) void client.refetchQueries({ queryKey: queryKeys.state });
  }, [client, over, untold, picture.errorUpdatedAt]);
  return { data: picture.data, isAway: picture.isError || failed };
}

/** Give the password; the state then tells of the new session. */
export function useUnlock() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => call('unlock', { password }),
    onSuccess: () => client.refetchQueries({ queryKey: queryKeys.state }),
  });
}
