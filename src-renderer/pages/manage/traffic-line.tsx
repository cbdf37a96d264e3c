import { useTranslation } from 'react-i18next';

import type { TrafficView } from '#contract/console/installation-calls.ts';

import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { OverviewLine } from './overview-section.tsx';
import css from './overview.module.css';

const minuteMs = 60_000;
/** Slowed this lately counts as now. */
const latelyMs = 5 * minuteMs;

/** How much of its limit a caller uses, and whether it was slowed. */
export function TrafficLine({ traffic: { name, perSecond, most, lastRefusedMs } }: { traffic: TrafficView }) {
  const { t } = useTranslation('manage');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const share = Math.min(1, perSecond / most);
  const limited = lastRefusedMs !== null && now - lastRefusedMs < latelyMs;
  const rate = t('limits.rate', { rate: formats.reading(Math.round(perSecond * 10) / 10), most: formats.count(most) });
  return (
    <OverviewLine columns="minmax(0, 1.15fr) minmax(0, 1.6fr)">
      <span className={limited ? 'el b' : 'el'} title={name}>
        {name}
      </span>
      <span className={css.meterCell}>
        <span className={css.meter} role="img" aria-label={rate}>
          <i style={{ width: `${share * 100}%` }} />
        </span>
        <span className={`${css.meterWords} t3 nw`}>
          {limited && lastRefusedMs !== null ? t('limits.limited', { time: formats.moment(lastRefusedMs, now) }) : rate}
        </span>
      </span>
    </OverviewLine>
  );
}
