import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useSession } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { NewPasswordFields, isComplete, noPassword } from '../../components/new-password.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { Problem } from '../../components/problem.tsx';
import { useChangeOwnPassword } from '../../session/session-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './manage-page.module.css';
import { OverviewColumns, OverviewSection } from './overview-section.tsx';
import { OwnKeysSection } from './own-keys-section.tsx';

/** What is everybody's own: the password, and the letters one acts with. */
export function YouPage() {
  const { t } = useTranslation(['session', 'manage']);
  const [round, setRound] = useState(0);
  return (
    <PageMain>
      <PageHead>
        <h1>{t('manage:you.title')}</h1>
      </PageHead>
      <OverviewColumns
        left={
          <OverviewSection title={t('ownPassword.title')}>
            <OwnPasswordForm key={round} onDone={() => setRound(round + 1)} />
          </OverviewSection>
        }
        right={<OwnKeysSection />}
      />
    </PageMain>
  );
}

function OwnPasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('session');
  const session = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const lost = useIsLost();
  const { mutate, error, isPending } = useChangeOwnPassword();
  if (!session) return null;
  const { userName, role } = session;
  const faults = error instanceof ApiError ? error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current === '' || !isComplete(next, userName, role) || isPending) return;
    const onSuccess = () => {
      showToast({ text: t('ownPassword.done') });
      onDone();
    };
    mutate({ current, next: next.password }, { onSuccess });
  };
  const missing = tried && current === '' ? t('signIn.missing') : undefined;
  return (
    <form className={css.sectionForm} onSubmit={submit} noValidate>
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <PasswordField
        kind="current-password"
        label={t('ownPassword.current')}
        value={current}
        error={faults.current === undefined ? missing : t('ownPassword.wrong')}
        onChange={setCurrent}
      />
      <NewPasswordFields label={t('ownPassword.next')} value={next} onChange={setNext} userName={userName} role={role} tried={tried} fault={faults.next} />
      <OwnPasswordProblem error={error} />
      <div className={css.acts}>
        <Button kind="primary" type="submit" keyHint="Enter" disabled={isPending || lost}>
          {t('ownPassword.act')}
        </Button>
      </div>
    </form>
  );
}

/** What went wrong that stands at no field. */
function OwnPasswordProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation('common');
  const isAtField = error instanceof ApiError && Object.keys(error.fields).length > 0;
  return error && !isAtField && <Problem>{t(`error.${errorCodeOf(error)}`)}</Problem>;
}
