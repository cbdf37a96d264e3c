/** The sites of the installation, going into them, and what a site grants to support. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';
import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { startAnew } from '../api/shown-tenant.ts';
import { whileRenewing } from '../state/session-ending.ts';

/** Runs an act; a page passes one that asks for the password again where the core wants it. */
type Guard = <Reply>(act: () => Promise<Reply>) => Promise<Reply>;

/** No feed tells of many sites at once. */
const refreshMs = 5_000;

/** @param wanted false for who may not look beyond their own site. */
export function useSites(wanted = true) {
  return useQuery({
    queryKey: queryKeys.sites,
    queryFn: ({ signal }) => call('sites', {}, signal),
    refetchInterval: refreshMs,
    enabled: wanted,
  });
}

/** Go into a site; null = home. The page is then loaded anew. */
export function useEnterSite() {
  return useMutation({
    mutationFn: (tenant: string | null) => whileRenewing(() => call('enterSite', { tenant })),
    onSuccess: startAnew,
  });
}

/** Put a changed site in the list at once. */
function useKeepSite(): (site: ListedSite) => void {
  const client = useQueryClient();
  return (site) => {
    client.setQueryData<CallReply<'sites'>>(queryKeys.sites, (reply) => {
      if (!reply) return reply;
      const others = reply.sites.filter(({ tenant }) => tenant !== site.tenant);
      return { sites: [...others, site] };
    });
  };
}

export function useAddSite(guard: Guard) {
  const keep = useKeepSite();
  return useMutation({ mutationFn: (input: CallInput<'addSite'>) => guard(() => call('addSite', input)), onSuccess: keep });
}

/** Suspend a site, or with `resume` let it serve again. */
export function useSuspendSite(guard: Guard) {
  const keep = useKeepSite();
  return useMutation({
    mutationFn: ({ tenant, resume }: { tenant: string; resume: boolean }) =>
      guard(() => (resume ? call('resumeSite', { tenant }) : call('suspendSite', { tenant }))),
    onSuccess: keep,
  });
}

export function useAskForAccess() {
  const keep = useKeepSite();
  return useMutation({ mutationFn: (input: CallInput<'askForAccess'>) => call('askForAccess', input), onSuccess: keep });
}

/** How this site stands to support. @param wanted false where there is no site to look into. */
export function useSupportAccess(wanted = true) {
  return useQuery({ queryKey: queryKeys.support, queryFn: ({ signal }) => call('supportAccess', {}, signal), enabled: wanted });
}

/** Grant access, or with null end or refuse it. */
export function useChangeSupport(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (grant: CallInput<'grantSupport'> | null) => guard(() => (grant ? call('grantSupport', grant) : call('endSupport', {}))),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.support }),
  });
}
