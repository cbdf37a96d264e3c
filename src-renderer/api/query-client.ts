import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import type { ConsoleState } from '#contract/console/session-calls.ts';

import { type SessionEnding, isRenewing, noteSessionEnding } from '../state/session-ending.ts';
import { errorCodeOf } from './api-error.ts';
import { queryKeys } from './query-keys.ts';

const triesWhenUnreachable = 2;

/** Forget the session: whatever needs one leads to the sign-in page from now on. */
export function forgetSession(client: QueryClient, ending: SessionEnding = 'timed-out'): void {
  if (ending === 'timed-out' && isRenewing()) return;
  // Several calls may learn of it at once, the feed even before who signed out: what the person did stands.
  const known = client.getQueryData<ConsoleState>(queryKeys.state)?.session;
  if (known || ending === 'left') noteSessionEnding(ending);
  client.setQueryData<ConsoleState>(queryKeys.state, (state) => state && { ...state, session: null });
}

/**
 * The cache of what the core said. The feed keeps it fresh, so nothing is asked again for its age;
 * a call refused for want of a session forgets the session.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    if (errorCodeOf(error) === 'unauthorized') forgetSession(client);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => errorCodeOf(error) === 'unreachable' && failures < triesWhenUnreachable,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}
