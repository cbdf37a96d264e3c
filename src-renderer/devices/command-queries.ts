import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput } from '#contract/console-api.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** A device's commands, the newest first. */
export function useCommands(deviceId: string, limit = 20) {
  return useQuery({
    queryKey: [...queryKeys.deviceCommands(deviceId), limit],
    queryFn: ({ signal }) => call('commands', { id: deviceId, limit }, signal),
    placeholderData: keepPreviousData,
  });
}

export type CommandDraft = Omit<CallInput<'sendCommand'>, 'id'>;

export function useSendCommand(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: CommandDraft) => call('sendCommand', { id: deviceId, ...draft }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.deviceCommands(deviceId) }),
  });
}

/** Take back a command no device has taken. */
export function useCancelCommand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (commandId: string) => call('cancelCommand', { id: commandId }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.commands }),
  });
}
