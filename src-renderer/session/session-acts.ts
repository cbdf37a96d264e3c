/** Getting in, and proving again who one is. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';

import type { CallInput } from '#contract/console-api.ts';
import type { ConsoleState } from '#contract/console/session-calls.ts';
import type { Session } from '#contract/tenants.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { noteTenant } from '../api/shown-tenant.ts';
import { noteSessionEnding, whileRenewing } from '../state/session-ending.ts';

/** Remember the session an answer carried; `site` is not told with it. */
function useKeepSession(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    noteTenant(session.tenant);
    client.setQueryData<ConsoleState>(queryKeys.state, (state) => state && { ...state, session });
  };
}

/** Forget whatever was told to who was here before; time has also passed over it unseen. */
function forgetEverything(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.state[0] });
}

/**
 * Sign in; afterwards the state is asked for anew, as the site is told to its people only.
 * @param overLock the cache belongs to whose lock it is, who may be the one to come back.
 */
export function useSignIn(overLock: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<'login'>) => call('login', input),
    onSuccess: () => {
      noteSessionEnding(null);
      if (!overLock) forgetEverything(client);
      return client.refetchQueries({ queryKey: queryKeys.state });
    },
  });
}

/** Claim the installation: first administrator, site and zone at once. */
export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<'setup'>) => call('setup', input),
    onSuccess: () => client.refetchQueries({ queryKey: queryKeys.state }),
  });
}

/** Give the password again for administration. */
export function useStepUp() {
  const keep = useKeepSession();
  return useMutation({
    mutationFn: (password: string) => call('stepUp', { password }),
    onSuccess: ({ session }) => keep(session),
  });
}

/** Every session of the person ends, this one too; a new one takes its place. */
export function useChangeOwnPassword() {
  const keep = useKeepSession();
  return useMutation({
    mutationFn: (input: CallInput<'changeOwnPassword'>) => whileRenewing(() => call('changeOwnPassword', input)),
    onSuccess: ({ session }) => keep(session),
  });
}
