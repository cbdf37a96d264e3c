import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';
import type { Token } from '#contract/tokens.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

export type AddTokenInput = CallInput<'addToken'>;
/** A token just made, with the one chance to see its secret. */
export type MadeToken = CallReply<'addToken'>;
/** Runs an act; a page passes one that asks for the password again where the core wants it. */
export type Guard = <Reply>(act: () => Promise<Reply>) => Promise<Reply>;

/** A token's last use comes without a word: asked for again while somebody looks. */
const refreshMs = 30_000;

export function useTokens() {
  return useQuery({ queryKey: queryKeys.tokens, queryFn: ({ signal }) => call('tokens', {}, signal), refetchInterval: refreshMs });
}

/** Make a token; the secret is in the answer and nowhere else. */
export function useAddToken(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: AddTokenInput) => guard(() => call('addToken', input)),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
}

/** Put a changed token in the list at once. */
function withChanged(reply: CallReply<'tokens'> | undefined, token: Token): CallReply<'tokens'> | undefined {
  return reply && { ...reply, tokens: reply.tokens.map((other) => (other.id === token.id ? token : other)) };
}

/** End a token with the next request, or take that back. */
export function useChangeToken(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: 'revoke' | 'restore' }) =>
      guard(() => (act === 'revoke' ? call('revokeToken', { id }) : call('restoreToken', { id }))),
    onSuccess: (token) => client.setQueryData<CallReply<'tokens'>>(queryKeys.tokens, (reply) => withChanged(reply, token)),
  });
}
