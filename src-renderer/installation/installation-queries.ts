/** The installation: health, limits, security, configuration, the audit log, and how this person likes Manage. */
import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';
import type { Preferences } from '#contract/console/installation-calls.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Whom limits slow is to be seen within five seconds. */
const liveMs = 2_000;
const healthMs = 5_000;

export function useManageOverview(wanted: boolean) {
  return useQuery({
    queryKey: queryKeys.manageOverview,
    queryFn: ({ signal }) => call('manageOverview', {}, signal),
    refetchInterval: liveMs,
    enabled: wanted,
  });
}

export function useHealth(wanted: boolean) {
  return useQuery({ queryKey: queryKeys.health, queryFn: ({ signal }) => call('health', {}, signal), refetchInterval: healthMs, enabled: wanted });
}

/** A setting with its value and where that came from. */
export type Setting = CallReply<'configuration'>['settings'][number];

export function useConfiguration(wanted: boolean) {
  return useQuery({ queryKey: queryKeys.configuration, queryFn: ({ signal }) => call('configuration', {}, signal), enabled: wanted });
}

/** Runs an act; a page passes one that asks for the password again where the core wants it. */
type Guard = <Reply>(act: () => Promise<Reply>) => Promise<Reply>;

/** Write one setting; limits and security are then others, too. */
export function useChangeConfiguration(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<'changeSetting'>) => guard(() => call('changeSetting', input)),
    onSuccess: async (configuration) => {
      client.setQueryData<CallReply<'configuration'>>(queryKeys.configuration, configuration);
      await client.invalidateQueries({ queryKey: queryKeys.manageOverview });
    },
  });
}

/** Whether Manage shows the expert's things; off until somebody switches it on. */
export function useAdvanced(): boolean {
  return usePreferences()?.advanced ?? false;
}

/** How the person likes the console; undefined until the core has told. */
export function usePreferences(): Preferences | undefined {
  return useQuery({ queryKey: queryKeys.preferences, queryFn: ({ signal }) => call('preferences', {}, signal) }).data;
}

/** Change some of it; the rest stays. */
export function useSetPreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: CallInput<'setPreferences'>) => call('setPreferences', change),
    onSuccess: (preferences) => client.setQueryData<CallReply<'preferences'>>(queryKeys.preferences, preferences),
  });
}

/** What the audit log is narrowed to; undefined narrows nothing. */
export type AuditFilter = Pick<CallInput<'auditRecords'>, 'userName' | 'type' | 'search' | 'fromMs'>;

function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.audit(filter),
    queryFn: ({ signal, pageParam }) => call('auditRecords', { ...filter, ...pageParam }, signal),
    initialPageParam: {},
    placeholderData: (before) => before,
    getNextPageParam: ({ records, more }): Pick<CallInput<'auditRecords'>, 'beforeMs' | 'beforeId'> | undefined => {
      const last = records.at(-1);
      return more && last ? { beforeMs: last.timeMs, beforeId: last.id } : undefined;
    },
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : healthMs),
  });
}

/** Who changed what, newest first, a page at a time. */
export function useAuditRecords(filter: AuditFilter, wanted: boolean) {
  return useInfiniteQuery({ ...auditQuery(filter), enabled: wanted });
}

export function useAuditChoices(wanted: boolean) {
  return useQuery({ queryKey: queryKeys.auditChoices, queryFn: ({ signal }) => call('auditChoices', {}, signal), enabled: wanted });
}

/** Check that the audit log is as it was written. */
export function useVerifyAudit() {
  return useMutation({ mutationFn: () => call('verifyAudit', {}) });
}
