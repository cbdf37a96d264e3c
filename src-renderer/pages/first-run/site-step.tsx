import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { TimeZoneField } from '../../components/time-zone-field.tsx';
import css from './first-run.module.css';
import { StepHeading } from './step-heading.tsx';

export interface SiteChoice {
  siteName: string;
  timeZone: string;
}

interface SiteStepProps {
  value: SiteChoice;
  onChange: (value: SiteChoice) => void;
  onBack: () => void;
  onDone: () => void;
  pending: boolean;
  error: Error | null;
}

/** What the site is called and which clock it lives by. */
export function SiteStep({ value, onChange, onBack, onDone, pending, error }: SiteStepProps) {
  const { t } = useTranslation('session');
  const { t: tc } = useTranslation('common');
  const [tried, setTried] = useState(false);
  const named = value.siteName.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (named && !pending) onDone();
  };
  return (
    <form onSubmit={submit} noValidate>
      <StepHeading title={t('setup.siteTitle')} lead={t('setup.siteLead')} />
      <div className={css.fields}>
        <TextInput
          label={t('setup.siteName')}
          value={value.siteName}
          size="lg"
          autoFocus
          maxLength={80}
          error={tried && !named ? t('setup.siteNameMissing') : undefined}
          onChange={(event) => onChange({ ...value, siteName: event.currentTarget.value })}
        />
        <TimeZoneField value={value.timeZone} onChange={(timeZone) => onChange({ ...value, timeZone })} large />
        <SetupProblem error={error} />
      </div>
      <div className={css.acts}>
        <Button kind="primary" type="submit" large keyHint="Enter" disabled={pending}>
          {pending ? t('setup.creating') : t('setup.siteAct')}
        </Button>
        <Button large onClick={onBack}>
          {tc('act.back')}
        </Button>
      </div>
    </form>
  );
}

/** A refused token cannot be helped here; anything else can be tried again. */
function SetupProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation('session');
  const { t: tc } = useTranslation('common');
  if (!error) return null;
  const code = errorCodeOf(error);
  const tokenRefused = ['unauthorized', 'forbidden', 'not-found', 'conflict'].includes(code);
  const field = error instanceof ApiError ? Object.values(error.fields)[0] : undefined;
  return <Problem>{tokenRefused ? t('setup.tokenRefused') : t('setup.failed', { why: field ?? tc(`error.${code}`) })}</Problem>;
}
