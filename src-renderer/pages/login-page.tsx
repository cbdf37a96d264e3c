import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleState } from '#contract/console/session-calls.ts';

import { useConsoleState } from '../api/console-state.ts';
import { queryKeys } from '../api/query-keys.ts';
import { SignInForm } from '../session/sign-in-form.tsx';
import { BareFrame } from '../shell/bare-frame.tsx';
import { personKey } from '../shell/content-owner.ts';
import { notePerson } from '../state/last-person.ts';

/** The way in. Afterwards the person stands where they were, or wanted to go. */
export function LoginPage() {
  const { t } = useTranslation('session');
  const { to } = useSearch({ from: '/login' });
  const router = useRouter();
  const version = useConsoleState()?.version;
  const client = useQueryClient();
  const goOn = () => {
    const session = client.getQueryData<ConsoleState>(queryKeys.state)?.session;
    // What another person had open, selected or begun here is not for this one to see.
    if (session && notePerson(personKey(session))) location.replace('/');
    else router.history.replace(ownPath(to));
  };
  return (
    <BareFrame statusEnd={version && t('version', { version })}>
      <SignInForm onSignedIn={goOn} />
    </BareFrame>
  );
}

/** A link could name another machine's address: only a path of this console is followed. */
function ownPath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/';
}
