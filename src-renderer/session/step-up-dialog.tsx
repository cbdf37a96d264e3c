import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../api/api-error.ts';
import { useSession } from '../api/console-state.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { useStepUp } from './session-acts.ts';
import { useWaitingForPassword } from './step-up.ts';
import css from './step-up-dialog.module.css';

/** Asks for the password when something waits for it. One in a view is enough. */
export function StepUpDialog() {
  const waiting = useWaitingForPassword();
  return waiting && <PasswordDialog onGiven={waiting.goOn} onClose={waiting.giveUp} />;
}

function PasswordDialog({ onGiven, onClose }: { onGiven: () => void; onClose: () => void }) {
  const { t } = useTranslation(['session', 'common']);
  const name = useSession()?.userName ?? '';
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, error, isPending } = useStepUp();
  const confirm = () => {
    setTried(true);
    if (password !== '' && !isPending) mutate(password, { onSuccess: onGiven });
  };
  const code = error && errorCodeOf(error);
  const refusal = code && (code === 'invalid' ? t('stepUp.wrong') : t(`common:error.${code}`));
  return (
    <ConfirmDialog title={t('stepUp.title')} act={t('stepUp.act')} disabled={isPending} onConfirm={confirm} onClose={onClose}>
      <div className={css.fields}>
        <p className="t2">{t('stepUp.lead')}</p>
        <PasswordField
          kind="current-password"
          label={t('stepUp.password', { name })}
          value={password}
          autoFocus
          error={refusal ?? (tried && password === '' ? t('signIn.missing') : undefined)}
          onChange={setPassword}
        />
      </div>
    </ConfirmDialog>
  );
}
