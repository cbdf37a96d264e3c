import { useTranslation } from 'react-i18next';

import type { TrafficView } from '#contract/console/installation-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { useManageOverview } from '../../installation/installation-queries.ts';
import { OverviewSection } from './overview-section.tsx';
import css from './overview.module.css';
import { TrafficLine } from './traffic-line.tsx';

const shownCallers = 3;

/** The busiest senders at a glance, and who was slowed. */
export function LimitsSection() {
  const { t } = useTranslation('manage');
  const data = useManageOverview(useMay('site:write')).data;
  if (!data) return null;
  const note = data.limitsEnabled ? t('limits.note') : t('limits.off');
  return (
    <OverviewSection title={t('limits.title')} note={note} more={{ to: '/manage/limits', words: t('show') }}>
      <TrafficLine traffic={{ ...data.all, name: t('limits.all') }} />
      {data.busiest.slice(0, shownCallers).map((traffic) => (
        <TrafficLine key={traffic.userName} traffic={traffic} />
      ))}
      <SlowedWords busiest={data.busiest} />
    </OverviewSection>
  );
}

/** Who was slowed most since the core started, in a sentence. */
export function SlowedWords({ busiest }: { busiest: readonly TrafficView[] }) {
  const { t } = useTranslation('manage');
  const slowed = busiest.filter(({ refused }) => refused > 0).toSorted((one, other) => other.refused - one.refused)[0];
  return <p className={`${css.foot} sm t3`}>{slowed ? t('limits.slowed', { name: slowed.name, count: slowed.refused }) : t('limits.nobody')}</p>;
}
