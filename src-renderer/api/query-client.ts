import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import type { ConsoleState } from '#contract/console/session-calls.ts';

import { coreNow } from '../state/now.ts';
import { type SessionEnding, isRenewing, noteSessionEnding, sessionEnding } from '../state/session-ending.ts';
import { errorCodeOf } from './api-error.ts';
import { keepCoveredSession } from './console-state.ts';
import { queryKeys } from './query-keys.ts';

const triesWhenUnreachable = 2;

/** These may have left a lock; the core's state says it for sure. */
const coverable: readonly SessionEnding[] = ['locked', 'idle', 'unknown'];

/** The console covers itself before it has heard what is left of the session. */
function coverOf({ session, site }: ConsoleState, asked: boolean): ConsoleState['lock'] {
  if (!session || !site) return null;
  const { tenant, userName, role, absoluteEndMs } = session;
  return { tenant, userName, role, asked, site, idleMs: 0, lockedMs: coreNow(), endsMs: absoluteEndMs, longestMs: 0 };
}

function noteEnding(known: boolean, ending: SessionEnding): void {
  // Several calls may learn of it at once, the feed even before who signed out: what the person did stands.
  const saysMore = sessionEnding() === 'unknown' && ending !== 'unknown';
  if (known || saysMore || ending === 'left') noteSessionEnding(ending);
}

/** Forget the session: what needs one is covered, or leads to the sign-in page, from now on. */
export function forgetSession(client: QueryClient, ending: SessionEnding = 'unknown'): void {
  if (ending !== 'left' && isRenewing()) return;
  // It goes on in another site: the state says in which.
  if (ending === 'moved') return void client.refetchQueries({ queryKey: queryKeys.state });
  const state = client.getQueryData<ConsoleState>(queryKeys.state);
  const known = state?.session !== null && state !== undefined;
  noteEnding(known, ending);
  if (!state || (!known && ending !== 'left')) return;
  const lock = coverable.includes(ending) ? coverOf(state, ending === 'locked') : null;
  if (lock) keepCoveredSession(state.session);
  client.setQueryData<ConsoleState>(queryKeys.state, { ...state, session: null, lock });
  if (ending !== 'left' && ending !== 'locked') void client.refetchQueries({ queryKey: queryKeys.state });
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
