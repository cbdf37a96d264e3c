import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useManageOverview } from '../../installation/installation-queries.ts';
import { useNow } from '../../state/now.ts';
import { SlowedWords } from './limits-section.tsx';
import { OverviewSection } from './overview-section.tsx';
import css from './overview.module.css';
import { TrafficLine } from './traffic-line.tsx';

/** What each sender may send, what it sends now, and whom the limits slowed. */
export function LimitsPage() {
  const { t } = useTranslation(['manage', 'common']);
  const formats = useFormats();
  const now = useNow(60_000);
  const mayLook = useMay('site:write');
  const { data, isPending, isError, error, refetch } = useManageOverview(mayLook);
  return (
    <PageMain>
      <PageHead>
        <h1>{t('limits.title')}</h1>
      </PageHead>
      {!mayLook && <NotForRole why={t('notForRole')} />}
      {mayLook && isPending && <SkeletonRows lines="one" />}
      {isError && !data && <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      {data && (
        <div className={css.scroll} data-region="list">
          <div className={css.narrow}>
            <p className={css.lead}>{data.limitsEnabled ? t('limits.lead', { rate: data.all.most }) : t('limits.offLead')}</p>
            <OverviewSection title={t('limits.now')} note={t('limits.since', { time: formats.moment(data.startedMs, now) })}>
              <TrafficLine traffic={{ ...data.all, name: t('limits.all') }} />
              {data.busiest.map((traffic) => (
                <TrafficLine key={traffic.userName} traffic={traffic} />
              ))}
              {data.busiest.length === 0 && <p className={`${css.foot} t3`}>{t('limits.quiet')}</p>}
              <SlowedWords busiest={data.busiest} />
            </OverviewSection>
          </div>
        </div>
      )}
    </PageMain>
  );
}
