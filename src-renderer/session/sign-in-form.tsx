import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, errorCodeOf } from '../api/api-error.ts';
import { useConsoleState } from '../api/console-state.ts';
import { Button } from '../components/button.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Problem } from '../components/problem.tsx';
import { clockSpan } from '../format/ages.ts';
import { coreNow, useNow } from '../state/now.ts';
import { useSessionEnding } from '../state/session-ending.ts';
import { useSignIn } from './session-acts.ts';
import css from './sign-in-form.module.css';

/** User name and password. What is wrong is said in words, a throttled person is told how long to wait. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation('session');
  const { t: tc } = useTranslation('common');
  const site = useConsoleState()?.site;
  const ended = useSessionEnding() === 'timed-out';
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [openAgainMs, setOpenAgainMs] = useState(0);
  const signIn = useSignIn();
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
        <h1 className={css.title}>{site?.name ?? tc('product')}</h1>
        <p className="t2">{ended ? t('signIn.ended') : t('signIn.lead')}</p>
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
      <p className="sm t3">{t('signIn.rules')}</p>
    </form>
  );
}

/** When the core takes the next try, ms UTC; 0 when it does not ask to wait. */
function opensAgainMs(error: Error): number {
  const seconds = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return seconds === undefined ? 0 : coreNow() + seconds * 1000;
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
