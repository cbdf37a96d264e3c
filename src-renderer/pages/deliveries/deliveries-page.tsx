import { useTranslation } from 'react-i18next';

import { EmptyState } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';

/** What leaves the site: alarms forwarded to people, meter readings delivered. This version sends nothing yet, and says so. */
export function DeliveriesPage() {
  const { t } = useTranslation('shell');
  return (
    <PageMain>
      <PageHead>
        <h1>{t('deliveries.title')}</h1>
      </PageHead>
      <div className="row grow" data-region="list" tabIndex={-1}>
        <EmptyState title={t('deliveries.emptyTitle')} why={t('deliveries.emptyWhy')} />
      </div>
    </PageMain>
  );
}
