/** Whose work lies in this window. A locked console keeps it for its person and for nobody else. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import type { Session } from '#contract/tenants.ts';

import { queryKeys } from '../api/query-keys.ts';
import { notePerson } from '../state/last-person.ts';

/** A person of a site, among everybody in every site. */
export function personKey({ tenant, userName }: Session): string {
  return `${tenant}/${userName}`;
}

export interface Content {
  /** Somebody has signed in since the window was opened: there is something to keep. */
  begun: boolean;
  /** It may be seen now. */
  open: boolean;
}

/** Whether there is content, and whether the session there is now is of who it belongs to. Somebody else starts afresh. */
export function useContentOwner(session: Session | null): Content {
  const person = session && personKey(session);
  const [owner, setOwner] = useState(person);
  if (owner === null && person !== null) setOwner(person);
  const isStranger = owner !== null && person !== null && owner !== person;
  useEffect(() => {
    if (person !== null) notePerson(person);
  }, [person]);
  useEffect(() => {
    if (isStranger) location.replace('/');
  }, [isStranger]);
  const open = person !== null && !isStranger;
  useFreshAfterCover(open);
  return { begun: owner !== null, open };
}

/** While it was covered nothing was told: everything is asked for anew. */
function useFreshAfterCover(open: boolean): void {
  const client = useQueryClient();
  const covered = useRef(false);
  useEffect(() => {
    if (open && covered.current) {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.state[0] });
    }
    covered.current = !open;
  }, [client, open]);
}
