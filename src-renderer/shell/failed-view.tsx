import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../api/api-error.ts';
import { useIsLost } from '../api/connection-store.ts';
import { retryLateCode } from '../components/late-component.ts';
import { EmptyState, ErrorState } from '../components/page-states.tsx';

interface Failed {
  error: unknown;
  reset: () => void;
}

/** A view that stopped working; the others go on. */
export function FailedView({ error, reset }: Failed) {
  const { t } = useTranslation('common');
  const code = errorCodeOf(error);
  if (code === 'forbidden') return <NotForRole />;
  if (code === 'unreachable') return <NotYetView error={error} reset={reset} />;
  return <ErrorState title={t('error.broken')} lost={t('error.brokenWhy')} error={error} onTryAgain={reset} />;
}

/** A view opened for the first time while the core is away: it comes as soon as the core is back. */
function NotYetView({ error, reset }: Failed) {
  const { t } = useTranslation('common');
  const isLost = useIsLost();
  const wasLost = useRef(isLost);
  const tryAgain = () => {
    retryLateCode();
    reset();
  };
  useEffect(() => {
    if (wasLost.current && !isLost) tryAgain();
    wasLost.current = isLost;
  });
  return <ErrorState title={t('error.notYet')} lost={t('error.notYetWhy')} error={error} onTryAgain={tryAgain} />;
}

/** An address that leads nowhere. */
export function NotFoundView() {
  const { t } = useTranslation('common');
  return <EmptyState title={t('error.notFound')} why={t('error.notFoundWhy')} />;
}

/** A link into what this person's role does not include. */
export function NotForRole() {
  const { t } = useTranslation('common');
  return <EmptyState title={t('error.notForRole')} why={t('error.notForRoleWhy')} />;
}
