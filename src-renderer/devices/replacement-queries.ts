import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

export type Candidate = CallReply<'replacementCandidates'>['candidates'][number];

export type Replaced = CallReply<'replaceDevice'>;

/** Devices that may be the new unit, added last first. */
export function useReplacementCandidates(deviceId: string, search: string) {
  return useQuery({
    queryKey: [...queryKeys.devices, 'candidates', deviceId, search],
    queryFn: ({ signal }) => call('replacementCandidates', { id: deviceId, search: search || undefined }, signal),
    placeholderData: keepPreviousData,
  });
}

export type Counter = CallReply<'counters'>['counters'][number];

/** What counts up at a device; nothing for most. */
export function useCounters(deviceId: string) {
  return useQuery({ queryKey: [...queryKeys.devices, 'counters', deviceId], queryFn: ({ signal }) => call('counters', { id: deviceId }, signal) });
}

function useVoidAll() {
  const client = useQueryClient();
  const keys = [queryKeys.devices, queryKeys.groups, queryKeys.series, queryKeys.alarms, queryKeys.pins, queryKeys.commands, queryKeys.points, queryKeys.trends];
  return async () => {
    for (const queryKey of keys) await client.invalidateQueries({ queryKey });
  };
}

export type Exchange = Omit<CallInput<'replaceDevice'>, 'id'>;

/** Put a new unit in a device's place; null = one that is not connected yet. */
export function useReplaceDevice(deviceId: string) {
  return useMutation({ mutationFn: (exchange: Exchange) => call('replaceDevice', { id: deviceId, ...exchange }), onSettled: useVoidAll() });
}

export function useUndoReplacement() {
  return useMutation({ mutationFn: (replacementId: string) => call('undoReplacement', { id: replacementId }), onSettled: useVoidAll() });
}
