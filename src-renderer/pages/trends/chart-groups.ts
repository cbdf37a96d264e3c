/** Which values share a chart, and in which colour each is drawn. Pure. */
import type { ConsoleSeries } from '#contract/measurements.ts';
import type { TrendRange } from '#contract/trends.ts';

import { looksLikeSwitch } from '../../measurements/reading-words.ts';

export interface TrendValue {
  series: ConsoleSeries;
  range: TrendRange | undefined;
  /** A colour token. */
  colour: string;
  dashed: boolean;
}

export interface ChartGroup {
  key: string;
  unit: string | null;
  values: TrendValue[];
}

const colours = 6;

/** The first six values have a colour each; from then on the same ones dashed. */
export function lineStyle(place: number): Pick<TrendValue, 'colour' | 'dashed'> {
  return { colour: `var(--series-${(place % colours) + 1})`, dashed: Math.floor(place / colours) % 2 === 1 };
}

/** A value of only two states. While its readings are not here, or there are none, the newest one tells. */
export function isSwitch({ series, range }: Pick<TrendValue, 'series' | 'range'>): boolean {
  if (range && range.timeMs.length > 0) return range.switched !== null;
  return looksLikeSwitch(series);
}

/** One chart a unit, in the order of the values; what has no unit shares with its like only. */
export function chartGroups(values: readonly TrendValue[]): { charts: ChartGroup[]; switches: TrendValue[] } {
  const charts = new Map<string, ChartGroup>();
  const switches = values.filter(isSwitch);
  for (const value of values) {
    if (isSwitch(value)) continue;
    const { unit, fragment, series } = value.series;
    const key = unit || `${fragment}\n${series}`;
    const chart = charts.get(key) ?? { key, unit, values: [] };
    chart.values.push(value);
    charts.set(key, chart);
  }
  return { charts: [...charts.values()], switches };
}

/**
 * A letter for each value that shares its chart, by series id and in the order of the values: which line is whose is
 * told without colour too. What has a chart to itself needs none.
 */
export function lineLetters(values: readonly TrendValue[]): ReadonlyMap<string, string> {
  const { charts, switches } = chartGroups(values);
  const shared = new Set([...charts.map((chart) => chart.values), switches].filter(({ length }) => length > 1).flat());
  const lettered = values.filter((value) => shared.has(value));
  return new Map(lettered.map(({ series }, place) => [series.id, String.fromCodePoint(firstLetter + place)]));
}

const firstLetter = 'A'.codePointAt(0) ?? 0;

/** From here on a plot reads well, and down to here it can still be read. */
const goodHeight = 110;
const leastHeight = 72;
/** The first chart is the one looked at. */
const firstWeight = 2.2;
/** Where it is tight, so much of another plot more. */
const tightWeight = 1.6;

/** Heights of the plots in px: the first is the tallest; they fill the room until none can be lower and still be read. */
export function plotHeights(count: number, available: number): number[] {
  if (count === 0) return [];
  const tight = Math.floor(available / (count - 1 + tightWeight));
  const share = Math.floor(available / (count - 1 + firstWeight));
  const other = Math.max(share, Math.min(goodHeight, Math.max(leastHeight, tight)));
  const first = Math.max(leastHeight, Math.min(Math.floor((available * firstWeight) / (count - 1 + firstWeight)), available - other * (count - 1)));
  return Array.from({ length: count }, (_, index) => (index === 0 ? first : other));
}
