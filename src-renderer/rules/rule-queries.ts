import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallReply } from '#contract/console-api.ts';
import type { Rule, RuleDraft } from '#contract/rules.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** A rule with how many of its alarms are open and when it raised the last one. */
export type ListedRule = CallReply<'rules'>['rules'][number];

export function useRules() {
  return useQuery({ queryKey: queryKeys.rules, queryFn: ({ signal }) => call('rules', {}, signal) });
}

/** What a person decided of a rule, without what the core keeps with it. */
export function draftOfRule({ name, enabled, scope, series, condition, severity, text, help }: RuleDraft): RuleDraft {
  return { name, enabled, scope, series, condition, severity, text, help };
}

/** Put a saved rule in the list at once, so that no older version shows until the list was read again. */
function withSaved(reply: CallReply<'rules'> | undefined, rule: Rule): CallReply<'rules'> | undefined {
  if (!reply) return undefined;
  const known = reply.rules.some(({ id }) => id === rule.id);
  if (!known) return { rules: [...reply.rules, { ...rule, open: 0, lastRaisedMs: null }] };
  return { rules: reply.rules.map((other) => (other.id === rule.id ? { ...other, ...rule } : other)) };
}

/** Every save of a rule, newest first. */
export function useRuleVersions(id: string) {
  return useQuery({ queryKey: queryKeys.ruleVersions(id), queryFn: ({ signal }) => call('ruleVersions', { id }, signal) });
}

interface SavedRule {
  id: string | null;
  draft: RuleDraft;
  /** The version the change was made from; another one saved meanwhile is a conflict. */
  baseVersion: number | null;
}

/** Save a rule: a new one without `id`, else a new version of that one. */
export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft, baseVersion }: SavedRule) =>
      id === null ? call('addRule', draft) : call('updateRule', { id, ...draft, ...(baseVersion !== null && { baseVersion }) }),
    onSuccess: (rule) => client.setQueryData<CallReply<'rules'>>(queryKeys.rules, (reply) => withSaved(reply, rule)),
    // Also after a conflict: what the other saved is to be seen.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  });
}

/** Put an older version back by saving it as the next; a deleted rule is there again. */
export function useRestoreRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; version: number; baseVersion: number }) => call('restoreRule', input),
    onSuccess: (rule) => client.setQueryData<CallReply<'rules'>>(queryKeys.rules, (reply) => withSaved(reply, rule)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  });
}

/** Delete a rule; its active alarms end. */
export function useDeleteRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('deleteRule', { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.rules }),
  });
}

/** Names of the series the site has, most common first: what a rule can watch. */
export function useSeriesNames() {
  return useQuery({ queryKey: queryKeys.seriesNames, queryFn: ({ signal }) => call('seriesNames', {}, signal) });
}
