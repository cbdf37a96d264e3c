import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { CrossLine } from '../../components/trend-chart/cross-line.tsx';
import { SwitchRow, switchRowHeight } from '../../components/trend-chart/switch-row.tsx';
import { labelRoom } from '../../components/trend-chart/trend-chart.tsx';
import chartCss from '../../components/trend-chart/trend-chart.module.css';
import { seriesName } from '../../measurements/series-name.ts';
import { type TrendValue, chartGroups, lineLetters, plotHeights } from './chart-groups.ts';
import { RunShade } from './run-shade.tsx';
import { TrendStrip } from './trend-strip.tsx';
import { TrendTimes } from './trend-times.tsx';
import css from './trends-page.module.css';
import { UnitChart } from './unit-chart.tsx';
import { usePlotGestures } from './use-plot-gestures.ts';
import type { TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useTrendWords } from './use-trend-words.ts';

interface TrendChartsProps {
  controls: TrendControls;
  data: TrendData;
  /** The plots' width in px is told as soon as it is known. */
  measure: (element: HTMLDivElement | null) => void;
  width: number;
  onAlarm: (id: string) => void;
}

const titleHeight = 24;
/** Between a chart's axis, on which a value may be written, and the next title; as in trend-chart.module.css. */
const chartGap = 8;
const switchTitle = 28;

const chartsId = 'trend-charts';

/** Put the focus on the charts, where keys move through time. */
export function focusCharts(): void {
  document.getElementById(chartsId)?.focus({ preventScroll: true });
}

/** All charts above each other on one time axis, with the strip below. */
export function TrendCharts({ controls, data, measure, width, onAlarm }: TrendChartsProps) {
  const { t } = useTranslation('trends');
  const area = useRef<HTMLDivElement>(null);
  const { ref: sized, height: room } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(area, sized);
  const gestures = usePlotGestures(area, controls, width);
  const { charts, switches } = chartGroups(data.values);
  const taken = charts.length * titleHeight + Math.max(0, charts.length - 1) * chartGap + (switches.length > 0 ? switchTitle + switches.length * switchRowHeight : 0);
  const heights = plotHeights(charts.length, room - taken - 14);
  return (
    <div className={css.charts}>
      <div ref={ref} id={chartsId} tabIndex={0} className={css.stack} {...gestures} role="group" aria-label={t('charts')} aria-busy={data.isLoading}>
        <div ref={measure} className={css.measure} style={{ left: labelRoom }} />
        {charts.map((group, index) => (
          <UnitChart key={group.key} group={group} controls={controls} data={data} width={width} height={heights[index] ?? 0} onAlarm={onAlarm} />
        ))}
        {switches.length > 0 && <Switches switches={switches} letters={lineLetters(data.values)} controls={controls} width={width} />}
      </div>
      <TrendTimes controls={controls} width={width} />
      <TrendStrip controls={controls} value={charts[0]?.values[0] ?? switches[0]} width={width} />
    </div>
  );
}

const neverOn = { fromMs: [], toMs: [], onMs: [] };

interface SwitchesProps {
  switches: readonly TrendValue[];
  letters: ReadonlyMap<string, string>;
  controls: TrendControls;
  width: number;
}

/** Values of two states, a row each; several rows are told apart by their letters. */
function Switches({ switches, letters, controls, width }: SwitchesProps) {
  const { t } = useTranslation('trends');
  const words = useTrendWords();
  const { fromMs, toMs } = controls.stretch;
  const names = [...new Set(switches.map(({ series }) => seriesName(series)))];
  return (
    <figure className={css.switches}>
      <figcaption className={chartCss.title}>{names.join(', ')}</figcaption>
      <div className={css.switchRows}>
        {switches.map(({ series, range, colour }) => (
          <SwitchRow
            key={series.id}
            word={[letters.get(series.id), words.state(series, true)].filter(Boolean).join(' ')}
            label={t('switchLabel', {
              name: `${series.deviceName}, ${seriesName(series)}`,
              state: words.state(series, true),
              total: words.duration(range?.switched?.totalMs ?? 0),
            })}
            fromMs={fromMs}
            toMs={toMs}
            width={width}
            colour={colour}
            on={range?.switched ?? neverOn}
          />
        ))}
        <div className={css.switchOver} style={{ left: labelRoom }}>
          <RunShade switches={switches} fromMs={fromMs} toMs={toMs} width={width} />
          <CrossLine fromMs={fromMs} toMs={toMs} width={width} />
        </div>
      </div>
    </figure>
  );
}
