import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallReply } from '#contract/console-api.ts';

import { ApiError } from '../../api/api-error.ts';
import { useSiteZone } from '../../api/console-state.ts';
import { noPassword } from '../../components/new-password.tsx';
import { useSetUp } from '../../session/session-acts.ts';
import { AdministratorStep } from './administrator-step.tsx';
import css from './first-run.module.css';
import { SetupSteps } from './setup-steps.tsx';
import { SiteStep } from './site-step.tsx';

interface ClaimStepsProps {
  setupToken: string;
  onClaimed: (claim: CallReply<'setup'>) => void;
}

/** The first two steps; nothing is stored before both are answered. */
export function ClaimSteps({ setupToken, onClaimed }: ClaimStepsProps) {
  const { t } = useTranslation('session');
  const [step, setStep] = useState<'administrator' | 'site'>('administrator');
  const [administrator, setAdministrator] = useState({ userName: t('setup.userNameProposed'), ...noPassword });
  const [site, setSite] = useState({ siteName: '', timeZone: useSiteZone() });
  const setUp = useSetUp();
  const fault = passwordFaultOf(setUp.error);
  const claim = () =>
    setUp.mutate(
      { setupToken, userName: administrator.userName.trim(), password: administrator.password, ...site, siteName: site.siteName.trim() },
      { onSuccess: onClaimed, onError: (error) => passwordFaultOf(error) !== undefined && setStep('administrator') },
    );
  return (
    <div className={css.page}>
      <SetupSteps current={step} />
      {step === 'administrator' ? (
        <AdministratorStep
          value={administrator}
          onChange={(value) => {
            setAdministrator(value);
            setUp.reset();
          }}
          fault={fault}
          onDone={() => setStep('site')}
        />
      ) : (
        <SiteStep
          value={site}
          onChange={setSite}
          onBack={() => setStep('administrator')}
          onDone={claim}
          pending={setUp.isPending}
          error={setUp.error}
        />
      )}
    </div>
  );
}

/** What the core says against the password, if that was it. */
function passwordFaultOf(error: Error | null): string | undefined {
  return error instanceof ApiError ? error.fields['password'] : undefined;
}
