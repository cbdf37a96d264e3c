import { useTranslation } from 'react-i18next';

import { xOf } from '../../components/trend-chart/plot.ts';
import { useSwapTimes } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { ChartGroup } from './chart-groups.ts';
import css from './trends-page.module.css';

interface SwapMarksProps {
  group: ChartGroup;
  fromMs: number;
  toMs: number;
  width: number;
}

/** Where the unit of a device was exchanged: what stands left and right of it was measured by two. */
export function SwapMarks({ group: { values }, ...plot }: SwapMarksProps) {
  const { t } = useTranslation('deviceLife');
  const { full } = useFormats();
  const times = useSwapTimes([...new Set(values.map(({ series }) => series.deviceId))]);
  const inside = times.filter((timeMs) => timeMs >= plot.fromMs && timeMs < plot.toMs);
  return inside.map((timeMs) => (
    <span key={timeMs} className={css.swap} style={{ left: xOf(plot, timeMs) }} title={full(timeMs)}>
      {t('replace.mark')}
    </span>
  ));
}
