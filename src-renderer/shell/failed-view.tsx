import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../api/api-error.ts';
import { EmptyState, ErrorState } from '../components/page-states.tsx';

/** A view that stopped working; the others go on. */
export function FailedView({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation('common');
  if (errorCodeOf(error) === 'forbidden') return <NotForRole />;
  return <ErrorState title={t('error.broken')} lost={t('error.brokenWhy')} error={error} onTryAgain={reset} />;
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
