import { TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../api/api-error.ts';
import { useConsoleState } from '../api/console-state.ts';
import { Button } from '../components/button.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Problem } from '../components/problem.tsx';
import { clockSpan } from '../format/ages.ts';
import { useNow } from '../state/now.ts';
import { useSessionEnding } from '../state/session-ending.ts';
import { useSignIn } from './session-acts.ts';
import css from './sign-in-form.module.css';
import { opensAgainMs } from './throttled.ts';

interface SignInFormProps {
  onSignedIn?: () => void;
  /** The work of somebody else lies below: it is not touched. */
  overLock?: boolean;
  title?: string;
  /** Instead of how the last session ended. */
  lead?: string;
  /** Below everything, such as a way back. */
  end?: ReactNode;
}

/** User name and password. What is wrong is said in words, a throttled person is told how long to wait. */
export function SignInForm({ onSignedIn, overLock = false, title, lead, end }: SignInFormProps) {
  const { t } = useTranslation('session');
  const { t: tc } = useTranslation('common');
  const site = useConsoleState()?.site;
  const ended = useEndingWords();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [openAgainMs, setOpenAgainMs] = useState(0);
  const signIn = useSignIn(overLock);
  const waitMs = Math.max(0, openAgainMs - useNow());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (userName.trim() === '' || password === '' || waitMs > 0 || signIn.isPending) return;
    const onError = (error: Error) => setOpenAgainMs(opensAgainMs(error));
    signIn.mutate({ userName: userName.trim(), password }, { onSuccess: onSignedIn, onError });
  };
  const missing = (text: string) => (tried && text.trim() === '' ? t('signIn.missing') : undefined);
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <header>
        <h1 className={css.title}>{title ?? site?.name ?? tc('product')}</h1>
        <p className="t2">{lead ?? ended}</p>
      </header>
      <TextInput
        label={t('signIn.userName')}
        value={userName}
        size="lg"
        autoFocus
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        error={missing(userName)}
        onChange={(event) => setUserName(event.currentTarget.value)}
      />
      <PasswordField
        kind="current-password"
        label={t('signIn.password')}
        value={password}
        large
        error={missing(password)}
        onChange={setPassword}
      />
      <SignInProblem error={signIn.error} waitMs={waitMs} />
      <Button kind="primary" type="submit" large fullWidth keyHint="Enter" disabled={waitMs > 0}>
        {t('signIn.act')}
      </Button>
      {end ?? <p className="sm t3">{t('signIn.rules')}</p>}
    </form>
  );
}

/** How the last session of this window ended, as what it is. */
function useEndingWords(): string {
  const { t } = useTranslation('session');
  const ending = useSessionEnding();
  switch (ending) {
    case null:
    case 'left':
      return t('signIn.lead');
    case 'signed-out':
    case 'too-long':
    case 'replaced':
    case 'revoked':
      return t(`ending.${ending}`);
    case 'idle':
    case 'locked':
    case 'moved':
    case 'unknown':
      return t('signIn.ended');
  }
}

function SignInProblem({ error, waitMs }: { error: Error | null; waitMs: number }) {
  const { t } = useTranslation('session');
  const { t: tc } = useTranslation('common');
  if (!error) return null;
  const code = errorCodeOf(error);
  if (code === 'unauthorized') return <Problem>{t('signIn.wrong')}</Problem>;
  if (code === 'unreachable') return <Problem>{t('signIn.unreachable')}</Problem>;
  if (code !== 'too-many-requests') return <Problem>{tc(`error.${code}`)}</Problem>;
  // After the wait nothing stands in the way any more.
  return waitMs > 0 ? <Problem>{t('signIn.throttled', { wait: clockSpan(waitMs + 999) })}</Problem> : null;
}
