import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { dateText, dayOfYearText } from '../../format/moments.ts';
import { shownDecimals } from '../../format/numbers.ts';
import { useFormats } from '../../format/use-formats.ts';
import { usePrecisionOf } from '../../measurements/precision.ts';
import { useStateWords } from '../../measurements/reading-words.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { useSeriesById } from '../../measurements/series-queries.ts';
import { coreNow } from '../../state/now.ts';
import type { Comparison } from './trend-search.ts';
import { type Shown, type Stretch, lengthOf, wholeDays } from './windows.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** From then on hours do not matter. */
const longDays = 30;
const dayMs = 86_400_000;
/** Shorter stretches are told to the second, longer ones to the day. */
const secondsUpTo = 10 * minuteMs;
const daysFrom = 100 * dayMs;

/** How the Trends view says times, stretches, states and comparisons. */
export function useTrendWords() {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  const stateWords = useStateWords();
  const { zone, language } = formats;
  const day = (timeMs: number): string => dayOfYearText(timeMs, coreNow(), zone, language);
  const moment = (timeMs: number, { fromMs, toMs }: Stretch): string => {
    const length = toMs - fromMs;
    if (length >= daysFrom) return dateText(timeMs, zone, language);
    const clock = length <= secondsUpTo ? formats.seconds(timeMs) : formats.clock(timeMs);
    return length <= dayMs && formats.weekday(timeMs) === formats.weekday(toMs) ? clock : `${day(timeMs)} ${clock}`;
  };
  const end = (timeMs: number, stretch: Stretch): string => {
    if (lengthOf(stretch) >= daysFrom) return dateText(timeMs, zone, language);
    return `${day(timeMs)} ${lengthOf(stretch) <= secondsUpTo ? formats.seconds(timeMs) : formats.clock(timeMs)}`;
  };
  /** "Fri 1 Mar to Sat 2 Mar": nobody asks at which hour whole days end. */
  const wholeDaysText = (stretch: Stretch): string | null => {
    if (!wholeDays(stretch, zone)) return null;
    const say = (timeMs: number): string => (lengthOf(stretch) >= daysFrom ? dateText(timeMs, zone, language) : day(timeMs));
    const [from, to] = [say(stretch.fromMs), say(stretch.toMs - 1)];
    return from === to ? from : t('fromTo', { from, to });
  };
  const fromTo = (stretch: Stretch, until: (timeMs: number, stretch: Stretch) => string): string =>
    wholeDaysText(stretch) ?? t('fromTo', { from: end(stretch.fromMs, stretch), to: until(stretch.toMs, stretch) });
  return {
    day,
    /** A moment seen in a stretch: the day only where it is not plain. */
    moment,
    /** "Wed 18 Nov 14:32 to Thu 19 Nov 14:32". */
    stretch: (stretch: Stretch): string => fromTo(stretch, end),
    /** A level on the way back. */
    level: (shown: Shown): string => ('span' in shown ? t(`span.${shown.span}`) : fromTo(shown, moment)),
    /** How long something was so: days with their hours, for these add up. */
    duration: (ms: number): string => {
      const days = Math.floor(ms / dayMs);
      return days > 0 && days < longDays ? t('daysHours', { days, hours: Math.floor((ms % dayMs) / hourMs) }) : formats.age(ms);
    },
    /** "open", "closed". */
    state: stateWords,
  };
}

/** With how many decimals the readings of a series are written. */
export function useDecimalsOf(): (series: ConsoleSeries) => number {
  const known = usePrecisionOf();
  return ({ id, latest }) => Math.max(known(id), shownDecimals(latest?.value ?? 0));
}

/** In running words: "a week before", "Freezer room 1". */
export function useComparedWords(compare: Comparison | null): string {
  const { t } = useTranslation('trends');
  const name = useComparisonName(compare);
  return compare === null || compare.kind === 'series' ? name : t(`earlier.${compare.kind}`);
}

/** On the button: "week before", "Freezer room 1". */
export function useComparisonName(compare: Comparison | null): string {
  const { t } = useTranslation('trends');
  const id = compare?.kind === 'series' ? compare.seriesId : null;
  const other = useSeriesById(id === null ? [] : [id]).get(id ?? '');
  if (!compare) return t('compare.none');
  return compare.kind === 'series' ? (other?.deviceName ?? t('compare.gone')) : t(`compare.${compare.kind}`);
}

/** What the picture is called: its device, two of them, or how many. */
export function useTrendTitle(series: readonly ConsoleSeries[]): string {
  const { t } = useTranslation('trends');
  const devices = [...new Map(series.map((one) => [one.deviceId, one.deviceName])).values()];
  const [first, second] = devices;
  const [only] = series;
  if (first === undefined || !only) return t('title.none');
  if (second === undefined) return series.length === 1 ? t('title.value', { device: first, value: seriesName(only) }) : first;
  return devices.length === 2 ? t('title.two', { first, second }) : t('title.more', { first, count: devices.length - 1 });
}
