import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Lock } from '#contract/locks.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button, TextButton } from '../../components/button.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { Problem } from '../../components/problem.tsx';
import { clockSpan } from '../../format/ages.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useUnlock } from '../../session/lock-acts.ts';
import { opensAgainMs } from '../../session/throttled.ts';
import { useNow } from '../../state/now.ts';
import css from './lock-screen.module.css';

/** The password of whose lock it is. What was open and typed is below, as it was. */
export function UnlockForm({ lock, onSomeoneElse }: { lock: Lock; onSomeoneElse: () => void }) {
  const { t } = useTranslation(['shell', 'session', 'common']);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [againMs, setAgainMs] = useState(0);
  const { mutate, error, isPending } = useUnlock();
  const waitMs = Math.max(0, againMs - useNow());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (password === '' || isPending || waitMs > 0) return;
    mutate(password, { onError: (refusal) => setAgainMs(opensAgainMs(refusal)) });
  };
  const code = error && errorCodeOf(error);
  const atField = code === 'invalid' ? t('session:stepUp.wrong') : tried && password === '' ? t('session:signIn.missing') : undefined;
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <LockTitle lock={lock} />
      <input type="text" name="username" autoComplete="username" value={lock.userName} readOnly hidden />
      <PasswordField kind="current-password" label={t('session:signIn.password')} value={password} large plain autoFocus error={atField} onChange={setPassword} />
      {code === 'too-many-requests' && waitMs > 0 && <Problem>{t('session:signIn.throttled', { wait: clockSpan(waitMs + 999) })}</Problem>}
      {code === 'unreachable' && <Problem>{t('lock.unreachable')}</Problem>}
      {code && !['invalid', 'too-many-requests', 'unreachable', 'unauthorized'].includes(code) && <Problem>{t(`common:error.${code}`)}</Problem>}
      <div className={css.acts}>
        <Button kind="primary" type="submit" large keyHint="Enter" disabled={waitMs > 0}>
          {t('lock.act')}
        </Button>
        <span className="grow" />
        <span className="t2">
          <TextButton onClick={onSomeoneElse}>{t('lock.someoneElse')}</TextButton>
        </span>
      </div>
    </form>
  );
}

/** Why it is locked and whose it is; that alarms go on. */
function LockTitle({ lock: { asked, idleMs, role, userName } }: { lock: Lock }) {
  const { t } = useTranslation(['shell', 'common']);
  const formats = useFormats();
  const title = asked || idleMs === 0 ? t('lock.title') : t('lock.titleIdle', { age: formats.age(idleMs) });
  const name = `${t(`common:role.${role}`)}, ${userName}`;
  return (
    <header>
      <h1 className={css.title}>{title}</h1>
      <p className="t2">
        {name}. {window.desktop ? t('lock.goesOnDesktop') : t('lock.goesOn')}
      </p>
    </header>
  );
}
