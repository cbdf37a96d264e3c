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

/** Save a rule: a new one without `id`, else a new version of that one. */
export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft }: { id: string | null; draft: RuleDraft }) =>
      id === null ? call('addRule', draft) : call('updateRule', { id, ...draft }),
    onSuccess: (rule) => {
      client.setQueryData<CallReply<'rules'>>(queryKeys.rules, (reply) => withSaved(reply, rule));
      return client.invalidateQueries({ queryKey: queryKeys.rules });
    },
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
