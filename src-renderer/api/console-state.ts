/** Who is here and where: the answer to the first question the console asks. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';

import type { ConsoleState } from '#contract/console/session-calls.ts';
import type { Lock } from '#contract/locks.ts';
import type { Permission, Session } from '#contract/tenants.ts';

import { call } from './client.ts';
import { queryKeys } from './query-keys.ts';
import { noteTenant } from './shown-tenant.ts';

async function readState(signal: AbortSignal): Promise<ConsoleState> {
  const state = await call('state', {}, signal);
  noteTenant(state.session?.tenant ?? null);
  return state;
}

/** The state of this installation and session. */
export const consoleStateQuery = queryOptions({
  queryKey: queryKeys.state,
  queryFn: ({ signal }) => readState(signal),
});

export function useConsoleState(): ConsoleState | undefined {
  return useQuery(consoleStateQuery).data;
}

/** The signed-in person's session; null when there is none, also while the console is locked. */
export function useOpenSession(): Session | null {
  return useConsoleState()?.session ?? null;
}

/** The session that ended with the lock there is now. */
const useCovered = create<{ session: Session | null }>(() => ({ session: null }));

/** What lies below the cover stays as this session made it, until its person is back. */
export function keepCoveredSession(session: Session | null): void {
  useCovered.setState({ session });
}

/** The session of whose work is in this window: the open one, or below a lock the one that ended. */
export function useSession(): Session | null {
  const state = useConsoleState();
  const covered = useCovered(({ session }) => session);
  return state?.session ?? (state?.lock ? covered : null);
}

/** Whose locked console this is; null while it is not locked. */
export function useLock(): Lock | null {
  return useConsoleState()?.lock ?? null;
}

/** Whether this person may do something. What they may not do is absent, not greyed. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** The zone as the wall brought it: a display has no session. */
const useWallZone = create<{ zone: string | null }>(() => ({ zone: null }));

export function noteWallZone(zone: string): void {
  useWallZone.setState({ zone });
}

/** The site's time zone; before anybody has claimed the site, that of the core's machine. */
export function useSiteZone(): string {
  const state = useConsoleState();
  const wall = useWallZone(({ zone }) => zone);
  return state?.site?.timeZone ?? state?.lock?.site.timeZone ?? wall ?? state?.hostTimeZone ?? 'UTC';
}
