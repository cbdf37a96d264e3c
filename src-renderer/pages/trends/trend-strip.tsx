import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { OverviewStrip } from '../../components/trend-chart/overview-strip.tsx';
import { TimeAxis } from '../../components/trend-chart/time-axis.tsx';
import { timeTicks } from '../../components/value-chart/time-ticks.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useTrendRanges } from '../../measurements/trend-queries.ts';
import type { TrendValue } from './chart-groups.ts';
import { plotLine } from './readings.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useTrendWords } from './use-trend-words.ts';
import { type Stretch, stripFor } from './windows.ts';

interface TrendStripProps {
  controls: TrendControls;
  /** The one drawn in small. */
  value: TrendValue | undefined;
  width: number;
}

const hourMs = 3_600_000;
const pixelsAPoint = 2;
const wordRoom = 150;

/** The longer stretch around, with what is shown as a window in it. */
export function TrendStrip({ controls, value, width }: TrendStripProps) {
  const { t } = useTranslation('trends');
  const words = useTrendWords();
  const strip = useStrip(controls);
  const ids = value ? [value.series.id] : [];
  const points = width > 0 ? Math.max(10, Math.floor(width / pixelsAPoint)) : null;
  const range = useTrendRanges(ids, strip, points).ranges.get(ids[0] ?? '');
  const intervalMs = value?.series.intervalMs ?? null;
  const line = useMemo(() => (range ? plotLine(range, intervalMs) : null), [range, intervalMs]);
  return (
    <div>
      <OverviewStrip
        strip={strip}
        stretch={controls.stretch}
        width={width}
        line={line}
        label={t('strip')}
        valueText={words.stretch(controls.stretch)}
        onChange={controls.drag}
        onDone={controls.drop}
      />
      <StripTimes strip={strip} width={width} />
    </div>
  );
}

/** The strip stays while one looks around in it. Its end moves on by the hour, so that it need not be asked for each minute. */
function useStrip({ stretch, nowMs }: TrendControls): Stretch {
  const hourNow = Math.ceil(nowMs / hourMs) * hourMs;
  const [kept, setKept] = useState<{ strip: Stretch; hourNow: number } | null>(null);
  const strip = stripFor(stretch, hourNow, kept?.hourNow === hourNow ? kept.strip : null);
  if (kept?.hourNow !== hourNow || kept.strip.fromMs !== strip.fromMs || kept.strip.toMs !== strip.toMs) setKept({ strip, hourNow });
  return strip;
}

function StripTimes({ strip: { fromMs, toMs }, width }: { strip: Stretch; width: number }) {
  const { zone, language } = useFormats();
  const count = Math.max(2, Math.floor(width / wordRoom));
  const ticks = useMemo(() => timeTicks(fromMs, toMs, count, zone, language), [fromMs, toMs, count, zone, language]);
  return <TimeAxis fromMs={fromMs} toMs={toMs} width={width} ticks={ticks} />;
}
