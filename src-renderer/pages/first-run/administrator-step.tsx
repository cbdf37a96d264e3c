import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { userNameSchema } from '#contract/tenants.ts';

import { Button } from '../../components/button.tsx';
import { type NewPassword, NewPasswordFields, isComplete } from '../../components/new-password.tsx';
import css from './first-run.module.css';
import { StepHeading } from './step-heading.tsx';

export interface Administrator extends NewPassword {
  userName: string;
}

interface AdministratorStepProps {
  value: Administrator;
  onChange: (value: Administrator) => void;
  /** The core's code against the password, after the site was to be created. */
  fault?: string;
  onDone: () => void;
}

/** Who the first person is. */
export function AdministratorStep({ value, onChange, fault, onDone }: AdministratorStepProps) {
  const { t } = useTranslation('session');
  const { t: tc } = useTranslation('common');
  const [tried, setTried] = useState(false);
  const nameFits = userNameSchema.safeParse(value.userName.trim()).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameFits && isComplete(value, value.userName, 'admin')) onDone();
  };
  return (
    <form onSubmit={submit} noValidate>
      <StepHeading title={t('setup.adminTitle')} lead={t('setup.adminLead')} />
      <div className={css.fields}>
        <TextInput
          label={t('signIn.userName')}
          value={value.userName}
          size="lg"
          autoFocus={fault === undefined}
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={64}
          error={tried && !nameFits ? t('setup.userNameWrong') : undefined}
          onChange={(event) => onChange({ ...value, userName: event.currentTarget.value })}
        />
        <NewPasswordFields
          value={value}
          onChange={(password) => onChange({ ...value, ...password })}
          userName={value.userName}
          role="admin"
          tried={tried}
          fault={fault}
          autoFocus={fault !== undefined}
          large
        />
      </div>
      <div className={css.acts}>
        <Button kind="primary" type="submit" large keyHint="Enter">
          {tc('act.continue')}
        </Button>
        <span className="t3">{t('setup.noDefault')}</span>
      </div>
    </form>
  );
}
