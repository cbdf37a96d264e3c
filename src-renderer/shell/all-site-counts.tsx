import { useTranslation } from 'react-i18next';

import { severities } from '#contract/alarms.ts';
import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { AlarmSymbol } from '../components/alarm-symbol.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useSites } from '../sites/site-queries.ts';
import css from './frame.module.css';

const sum = (sites: readonly ListedSite[], count: (site: ListedSite) => number) => sites.reduce((total, site) => total + count(site), 0);

/** Open alarms of all sites by severity, where no one site is looked into. */
export function AllSiteCounts() {
  const { t } = useTranslation('common');
  const { count } = useFormats();
  const sites = useSites().data?.sites.filter(({ suspendedMs }) => suspendedMs === null);
  if (!sites) return null;
  return (
    <div className={css.counts} role="group" aria-label={t('title.openAlarms')}>
      {severities.map((severity) => {
        const open = sum(sites, ({ summary }) => summary.open[severity]);
        const unseen = sum(sites, ({ summary }) => summary.unacknowledged[severity]);
        return (
          <span key={severity} className={open > 0 ? css.count : `${css.count} ${css.zero}`}>
            <AlarmSymbol severity={severity} state={open > 0 ? 'true' : 'none'} acknowledged={unseen === 0} decorative />
            <span className="unseen">{t(`severity.${severity}`)}</span> {count(open)}
            {unseen > 0 && <span className="unseen">{`, ${t('title.notAcknowledged', { count: unseen })}`}</span>}
          </span>
        );
      })}
    </div>
  );
}
