/** Who is here and where: the answer to the first question the console asks. */
import { queryOptions, useQuery } from '@tanstack/react-query';

import type { ConsoleState } from '#contract/console/session-calls.ts';
import type { Permission, Session } from '#contract/tenants.ts';

import { call } from './client.ts';
import { queryKeys } from './query-keys.ts';

/** The state of this installation and session. */
export const consoleStateQuery = queryOptions({
  queryKey: queryKeys.state,
  queryFn: ({ signal }) => call('state', {}, signal),
});

export function useConsoleState(): ConsoleState | undefined {
  return useQuery(consoleStateQuery).data;
}

/** The signed-in person's session; null when there is none. */
export function useSession(): Session | null {
  return useConsoleState()?.session ?? null;
}

/** Whether this person may do something. What they may not do is absent, not greyed. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** The site's time zone; before anybody has claimed the site, that of the core's machine. */
export function useSiteZone(): string {
  const state = useConsoleState();
  return state?.site?.timeZone ?? state?.hostTimeZone ?? 'UTC';
}
