import { useTranslation } from 'react-i18next';

import type { Lock } from '#contract/locks.ts';

import { TextButton } from '../../components/button.tsx';
import { SignInForm } from '../../session/sign-in-form.tsx';
import css from './lock-screen.module.css';

/** Another person signs in over a lock and starts afresh; whose lock it is finds everything as it was. */
export function SomeoneElse({ lock, onBack }: { lock: Lock; onBack: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <div className={css.form}>
      <SignInForm
        overLock
        title={lock.site.name}
        lead={t('lock.someoneElseLead', { name: lock.userName })}
        end={<TextButton onClick={onBack}>{t('lock.back', { name: lock.userName })}</TextButton>}
      />
    </div>
  );
}
