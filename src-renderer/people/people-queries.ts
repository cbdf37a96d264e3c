import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';
import type { Person } from '#contract/tenants.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

export type AddPersonInput = CallInput<'addPerson'>;
export type ChangePersonInput = CallInput<'updatePerson'>;
/** Runs an act; a page passes one that asks for the password again where the core wants it. */
export type Guard = <Reply>(act: () => Promise<Reply>) => Promise<Reply>;

/** Sessions begin and end without a word: asked for again while somebody looks. */
const refreshMs = 30_000;

/** @param enabled whether they are asked for: not everybody may know them. */
export function usePeople(enabled = true) {
  return useQuery({ queryKey: queryKeys.people, queryFn: ({ signal }) => call('people', {}, signal), refetchInterval: refreshMs, enabled });
}

/** Put a changed person in the list at once. */
function withChanged(reply: CallReply<'people'> | undefined, person: Person): CallReply<'people'> | undefined {
  return reply && { people: reply.people.map((other) => (other.userName === person.userName ? person : other)) };
}

export function useAddPerson(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: AddPersonInput) => guard(() => call('addPerson', input)),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people }),
  });
}

/** Change role, password or disabling; each ends the person's sessions at once. */
export function useChangePerson(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ChangePersonInput) => guard(() => call('updatePerson', input)),
    onSuccess: (person) => client.setQueryData<CallReply<'people'>>(queryKeys.people, (reply) => withChanged(reply, person)),
  });
}

/** Give somebody the whole installation to look after, or take it from them; their sessions end. */
export function useSetPlatformAdministrator(guard: Guard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<'setPlatformAdministrator'>) => guard(() => call('setPlatformAdministrator', input)),
    onSuccess: (person) => client.setQueryData<CallReply<'people'>>(queryKeys.people, (reply) => withChanged(reply, person)),
  });
}

/** Where somebody is signed in now. @param wanted false for who may not see. */
export function usePersonSessions(userName: string, wanted: boolean) {
  return useQuery({
    queryKey: queryKeys.personSessions(userName),
    queryFn: ({ signal }) => call('personSessions', { userName }, signal),
    refetchInterval: refreshMs,
    enabled: wanted,
  });
}

/** End one session of somebody. */
export function useEndSession(userName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session: string) => call('endSession', { userName, session }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.people }),
  });
}

/** Sign somebody out everywhere. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userName: string) => call('endSessions', { userName }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people }),
  });
}
