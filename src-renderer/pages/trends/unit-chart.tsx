import { useTranslation } from 'react-i18next';

import type { UsualHours } from '#contract/trends.ts';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { symbolState } from '../../components/alarm-symbol-shapes.ts';
import { alarmTitle } from '../../alarms/alarm-words.ts';
import { CrossLine } from '../../components/trend-chart/cross-line.tsx';
import { type PlotLine, firstFrom, xOf } from '../../components/trend-chart/plot.ts';
import { type DrawnLine, TrendChart } from '../../components/trend-chart/trend-chart.tsx';
import { limitsInReach } from '../../components/value-chart/chart-rows.ts';
import { type ValueAxis, valueAxis } from '../../components/value-chart/value-ticks.ts';
import { shownDecimals } from '../../format/numbers.ts';
import { useFormats } from '../../format/use-formats.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { type ChartGroup, chartGroups, lineLetters } from './chart-groups.ts';
import { type AlarmCluster, alarmClusters, alarmsFor, plotLine } from './readings.ts';
import { RunShade } from './run-shade.tsx';
import { SwapMarks } from './swap-marks.tsx';
import css from './trends-page.module.css';
import type { TrendData } from './use-trend-data.ts';
import { useDrawnStretch } from './use-drawn-stretch.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useDecimalsOf } from './use-trend-words.ts';
import type { Stretch } from './windows.ts';

interface UnitChartProps {
  group: ChartGroup;
  controls: TrendControls;
  data: TrendData;
  width: number;
  height: number;
  onAlarm: (id: string) => void;
}

const hourMs = 3_600_000;
const symbolSize = 20;

/** The values of one unit with their limits, alarms, what is usual, and what they are compared with. */
export function UnitChart({ group, controls, data, width, height, onAlarm }: UnitChartProps) {
  const { t } = useTranslation('trends');
  const { view, stretch } = controls;
  const formats = useFormats();
  const decimalsOf = useDecimalsOf();
  const letters = lineLetters(data.values);
  const lines = linesOf(group, data).map((line) => ({ ...line, letter: letters.get(line.key) }));
  const { usual, normal } = view.normal ? normalOf(group, data) : { usual: null, normal: null };
  const drawn = useDrawnStretch(stretch, lines, controls.isMoving);
  const { axis, limits } = scaleOf(group, data, lines, { stretch: drawn, withBand: view.band, usual });
  const decimals = Math.max(0, ...axis.ticks.map(shownDecimals));
  const finest = Math.max(0, ...group.values.map(({ series }) => decimalsOf(series)));
  const clusters = clustersOf(group, data, stretch, width);
  const plot = { fromMs: stretch.fromMs, toMs: stretch.toMs, width };
  return (
    <TrendChart
      title={titleOf(group)}
      label={useChartLabel(group, stretch)}
      fromMs={drawn.fromMs}
      toMs={drawn.toMs}
      shift={xOf(plot, drawn.fromMs)}
      width={width}
      height={height}
      axis={axis}
      valueText={(value) => formats.reading(value, decimals)}
      lines={lines}
      withBand={view.band}
      limits={limits.map((value) => ({ value, text: t('limit', { value: formats.quantity(value, group.unit, finest) }) }))}
      usual={usual}
      normal={normal}
      uprights={clusters.map(({ timeMs }) => timeMs)}
    >
      <RunShade switches={chartGroups(data.values).switches} {...plot} />
      <SwapMarks group={group} letters={letters} {...plot} />
      <CrossLine {...plot} />
      {clusters.map((cluster) => (
        <AlarmMark key={cluster.timeMs} cluster={cluster} x={xOf(plot, cluster.timeMs)} onOpen={onAlarm} />
      ))}
    </TrendChart>
  );
}

function linesOf({ values }: ChartGroup, { compared }: TrendData): DrawnLine[] {
  const own = values.flatMap(({ series, range, colour, dashed }): DrawnLine[] =>
    range ? [{ ...plotLine(range, series.intervalMs, series.latest), key: series.id, colour, dashed, faint: false }] : [],
  );
  const other = compared.get(values[0]?.series.id ?? '');
  if (!other) return own;
  const { range, series, shiftMs } = other;
  return [{ ...plotLine(range, series.intervalMs, null, shiftMs), key: 'compared', colour: 'var(--series-6)', dashed: true, faint: true }, ...own];
}

interface Normal {
  usual: ReturnType<typeof stepsOf> | null;
  normal: { low: number | null; high: number | null } | null;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The band between the limits of its rules, or where it was at the same hour of the weeks before. */
function normalOf({ values: [lead] }: ChartGroup, { limits, usual }: TrendData): Normal {
  const id = lead?.series.id ?? '';
  const ofDirection = (direction: 'above' | 'below') => limits.filter((limit) => limit.seriesId === id && limit.direction === direction).map(({ limit }) => limit);
  const normal = { low: finite(Math.max(...ofDirection('below'))), high: finite(Math.min(...ofDirection('above'))) };
  if (normal.low !== null && normal.high !== null && normal.low < normal.high) return { usual: null, normal };
  const hours = usual.get(id);
  if (hours && hours.fromMs.length > 0) return { usual: stepsOf(hours), normal: null };
  return { usual: null, normal: normal.low === null && normal.high === null ? null : normal };
}

const stepsOf = ({ fromMs, low, high }: UsualHours) => ({ fromMs, low, high, lengthMs: hourMs });

interface ScaleQuestion {
  stretch: Stretch;
  withBand: boolean;
  usual: ReturnType<typeof stepsOf> | null;
}

/** Lowest and highest of what is in sight. */
function inSight(line: PlotLine, { fromMs, toMs }: Stretch, withBand: boolean): number[] {
  const from = firstFrom(line.timeMs, fromMs);
  const to = firstFrom(line.timeMs, toMs);
  const lows = (withBand ? line.min : line.mean).slice(from, to);
  const highs = (withBand ? line.max : line.mean).slice(from, to);
  return [...(lows.length > 0 ? [Math.min(...lows)] : []), ...(highs.length > 0 ? [Math.max(...highs)] : [])];
}

/** Round values that hold what is in sight, and the limits that are near it. */
function scaleOf({ values }: ChartGroup, data: TrendData, lines: readonly DrawnLine[], { stretch, withBand, usual }: ScaleQuestion): { axis: ValueAxis; limits: number[] } {
  const drawn = lines.flatMap((line) => inSight(line, stretch, withBand && !line.faint));
  const ids = new Set(values.map(({ series }) => series.id));
  const all = data.limits.filter(({ seriesId }) => ids.has(seriesId)).map(({ limit }) => ({ value: limit }));
  const reach = drawn.length > 0 ? { min: [Math.min(...drawn)], max: [Math.max(...drawn)] } : { min: [], max: [] };
  const limits = [...new Set(limitsInReach(all, reach).map(({ value }) => value))];
  const hours = usual?.fromMs.flatMap((from, index) => (from < stretch.toMs && from + hourMs > stretch.fromMs ? [usual.low[index] ?? 0, usual.high[index] ?? 0] : [])) ?? [];
  const held = [...drawn, ...limits, ...hours];
  return { axis: held.length > 0 ? valueAxis(Math.min(...held), Math.max(...held)) : valueAxis(0, 1), limits };
}

/** Alarms to mark in this chart, those that would lie on each other as one. */
function clustersOf({ values }: ChartGroup, { alarms, values: all }: TrendData, { fromMs, toMs }: Stretch, width: number): AlarmCluster[] {
  const firstOf = new Map(all.map(({ series }) => [series.deviceId, series.id] as const).reverse());
  const found = values.flatMap(({ series }) => alarmsFor(alarms.alarms, series, firstOf.get(series.deviceId) === series.id));
  const inside = [...new Set(found)].filter(({ sinceMs }) => sinceMs >= fromMs && sinceMs < toMs);
  return alarmClusters(inside, ((toMs - fromMs) / Math.max(1, width)) * symbolSize);
}

interface AlarmMarkProps {
  cluster: AlarmCluster;
  x: number;
  onOpen: (id: string) => void;
}

function AlarmMark({ cluster: { alarm, count }, x, onOpen }: AlarmMarkProps) {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  const words = t('alarmMark', { title: alarmTitle(alarm), time: formats.full(alarm.sinceMs) });
  const label = count > 1 ? t('alarmMarks', { words, count: count - 1 }) : words;
  return (
    <button type="button" className={css.mark} style={{ left: x }} title={label} onClick={() => onOpen(alarm.id)}>
      <AlarmSymbol severity={alarm.severity} state={symbolState(alarm.state)} acknowledged={alarm.state.acknowledged} size={symbolSize} />
      <span className="unseen">{label}</span>
    </button>
  );
}

/** "Air temperature, °C". */
function titleOf({ values, unit }: ChartGroup): string {
  const names = [...new Set(values.map(({ series }) => seriesName(series)))];
  return [...names, ...(unit ? [unit] : [])].join(', ');
}

function useChartLabel({ values }: ChartGroup, stretch: Stretch): string {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  return values
    .map(({ series, range }) => {
      const name = `${series.deviceName}, ${seriesName(series)}`;
      if (!range?.extremes) return t('chartEmpty', { name });
      const { low, high } = range.extremes;
      const words = { name, low: formats.quantity(low, series.unit), high: formats.quantity(high, series.unit) };
      return t('chartLabel', { ...words, from: formats.full(stretch.fromMs), to: formats.full(stretch.toMs) });
    })
    .join('. ');
}
