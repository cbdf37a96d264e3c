import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

export type Registration = CallReply<'registrations'>['registrations'][number];

const key = [...queryKeys.devices, 'registrations'];
/** Windows close by the clock, which no message of the feed tells. */
const lookEveryMs = 10_000;

/** Devices that were announced, on their way to a credential. */
export function useRegistrations() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => call('registrations', {}, signal), refetchInterval: lookEveryMs });
}

function useVoid() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

export function useAnnounce() {
  return useMutation({ mutationFn: (wanted: CallInput<'announceDevices'>) => call('announceDevices', wanted), onSettled: useVoid() });
}

export function useAccept() {
  return useMutation({ mutationFn: (wanted: CallInput<'acceptRegistration'>) => call('acceptRegistration', wanted), onSettled: useVoid() });
}

export function useRefuse() {
  return useMutation({ mutationFn: (id: string) => call('refuseRegistration', { id }), onSettled: useVoid() });
}

/** Ids out of what somebody typed or pasted: one a line, or between commas or semicolons. */
export function idsIn(text: string): string[] {
  return [...new Set(text.split(/[\n,;]+/).map((id) => id.trim()))].filter((id) => id !== '');
}
