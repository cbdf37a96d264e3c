import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Person } from '#contract/tenants.ts';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { NewPasswordFields, isComplete, noPassword } from '../../components/new-password.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import css from './manage-page.module.css';
import type { PersonActs } from './use-person-acts.ts';

/** A new password for somebody who has forgotten theirs. */
export function PasswordSection({ person, acts }: { person: Person; acts: PersonActs }) {
  const { t } = useTranslation('people');
  const [open, setOpen] = useState(false);
  return (
    <PanelSection title={t('panel.password')}>
      {open ? <PasswordForm person={person} acts={acts} onClose={() => setOpen(false)} /> : <Button onClick={() => setOpen(true)}>{t('panel.newPassword')}</Button>}
    </PanelSection>
  );
}

interface PasswordFormProps {
  person: Person;
  acts: PersonActs;
  onClose: () => void;
}

function PasswordForm({ person: { userName, role }, acts, onClose }: PasswordFormProps) {
  const { t } = useTranslation(['people', 'common']);
  const [value, setValue] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const { error } = acts;
  const fault = error instanceof ApiError ? error.fields.password : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isComplete(value, userName, role) && !acts.pending) acts.setPassword(value.password, onClose);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <p className="t2">{t('panel.newPasswordWhy')}</p>
      <NewPasswordFields label={t('panel.newPassword')} value={value} onChange={setValue} userName={userName} role={role} tried={tried} fault={fault} autoFocus />
      {error && fault === undefined && <Problem>{t('failed', { name: userName, why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      <div className={css.acts}>
        <Button kind="primary" type="submit" keyHint="Enter" disabled={acts.pending}>
          {t('panel.setPassword')}
        </Button>
        <Button onClick={onClose}>{t('common:act.cancel')}</Button>
      </div>
    </form>
  );
}
