import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { clockChanges } from '../../components/trend-chart/clock-changes.ts';
import { TimeAxis } from '../../components/trend-chart/time-axis.tsx';
import { timeTicks } from '../../components/value-chart/time-ticks.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { TrendControls } from './use-trend-view.ts';

/** In px: nearer words would run into each other. */
const wordRoom = 105;
const hourMs = 3_600_000;

/** Times below the charts, and where the clocks change. */
export function TrendTimes({ controls: { stretch }, width }: { controls: TrendControls; width: number }) {
  const { t } = useTranslation('trends');
  const { zone, language } = useFormats();
  const { fromMs, toMs } = stretch;
  const count = Math.max(2, Math.floor(width / wordRoom));
  const ticks = useMemo(() => timeTicks(fromMs, toMs, count, zone, language), [fromMs, toMs, count, zone, language]);
  const notes = useMemo(
    () =>
      clockChanges(fromMs, toMs, zone).map(({ timeMs, byMs }) => ({
        timeMs,
        label: t(byMs > 0 ? 'clocksForward' : 'clocksBack', { hours: Math.abs(byMs) / hourMs }),
      })),
    [fromMs, toMs, zone, t],
  );
  return <TimeAxis fromMs={fromMs} toMs={toMs} width={width} ticks={ticks} notes={notes} />;
}
