import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useConsoleState } from '../api/console-state.ts';
import { SignInForm } from '../session/sign-in-form.tsx';
import { BareFrame } from '../shell/bare-frame.tsx';

/** The way in. Afterwards the person stands where they were, or wanted to go. */
export function LoginPage() {
  const { t } = useTranslation('session');
  const { to } = useSearch({ from: '/login' });
  const router = useRouter();
  const version = useConsoleState()?.version;
  const goOn = () => router.history.replace(ownPath(to));
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
