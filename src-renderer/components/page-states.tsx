import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../api/api-error.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import css from './page-states.module.css';

interface EmptyStateProps {
  /** What will be here. */
  title: string;
  /** Why it is empty now. */
  why: string;
  /** The one next act. */
  act?: ReactNode;
}

/** Instead of an empty list: what will be here, why it is empty, the one next act. */
export function EmptyState({ title, why, act }: EmptyStateProps) {
  return (
    <div className={css.center}>
      <div className={css.words}>
        <p className={css.title}>{title}</p>
        <p className={css.why}>{why}</p>
        {act}
      </div>
    </div>
  );
}

/** A link led to what this person's role does not have: whose it is, and who can grant it. */
export function NotForRole({ why }: { why: string }) {
  const { t } = useTranslation('common');
  return <EmptyState title={t('error.notForRole')} why={`${why} ${t('error.notForRoleWhy')}`} />;
}

interface ErrorStateProps {
  /** What happened: "The journal could not be read". */
  title: string;
  /** Whether anything was lost. */
  lost?: string;
  error: unknown;
  onTryAgain?: () => void;
}

/** What happened, whether anything was lost, what to do, and the code for who is asked about it. */
export function ErrorState({ title, lost, error, onTryAgain }: ErrorStateProps) {
  const { t } = useTranslation('common');
  const code = errorCodeOf(error);
  return (
    <div className={css.center} role="alert">
      <div className={css.words}>
        <p className={css.title}>{title}</p>
        <p className={css.why}>
          {lost} {t(`error.${code}`)}
        </p>
        <div className="row">
          {onTryAgain && <Button onClick={onTryAgain}>{t('act.tryAgain')}</Button>}
          <span className="t3 mono">{code}</span>
          <CopyButton text={code} />
        </div>
      </div>
    </div>
  );
}
