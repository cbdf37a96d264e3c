import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { type Severity, severities } from '#contract/alarms.ts';

import { useIsLost } from '../api/connection-store.ts';
import { AlarmSymbol } from '../components/alarm-symbol.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useSummary } from '../site/summary-queries.ts';
import css from './frame.module.css';

/** How many alarms are open, by severity; in sight on every view. The ring says some are not acknowledged. */
export function SeverityCounts() {
  const { t } = useTranslation('common');
  const summary = useSummary();
  const lost = useIsLost();
  if (!summary) return null;
  return (
    <nav className={lost ? `${css.counts} ${css.lost}` : css.counts} aria-label={t('title.openAlarms')}>
      {severities.map((severity) => (
        <SeverityCount key={severity} severity={severity} open={summary.open[severity]} unacknowledged={summary.unacknowledged[severity]} />
      ))}
    </nav>
  );
}

interface SeverityCountProps {
  severity: Severity;
  open: number;
  unacknowledged: number;
}

function SeverityCount({ severity, open, unacknowledged }: SeverityCountProps) {
  const { t } = useTranslation('common');
  const { count } = useFormats();
  return (
    <Link to="/alarms" search={open > 0 ? { severity } : {}} className={open > 0 ? css.count : `${css.count} ${css.zero}`}>
      <AlarmSymbol severity={severity} state={open > 0 ? 'true' : 'none'} acknowledged={unacknowledged === 0} decorative />
      <span className="unseen">{t(`severity.${severity}`)}</span> {count(open)}
      {unacknowledged > 0 && <span className="unseen">{`, ${t('title.notAcknowledged', { count: unacknowledged })}`}</span>}
    </Link>
  );
}
