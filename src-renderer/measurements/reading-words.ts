/** How a reading is said wherever it stands: a number with its unit or, of a value that is only ever 0 or 1, what that means. */
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { useFormats } from '../format/use-formats.ts';
import { useMeasuredOf } from './precision.ts';

type NamedSeries = Pick<ConsoleSeries, 'fragment' | 'series'>;
type ToldSeries = NamedSeries & Pick<ConsoleSeries, 'id' | 'unit'> & { latest?: { value: number } | null };

/** Which words a switch's two states have, from what it is called. */
export function switchKind({ fragment, series }: NamedSeries): 'door' | 'presence' | 'onOff' {
  const name = `${fragment} ${series}`.toLowerCase();
  if (/door|window|gate|hatch|contact|lid|valve/.test(name)) return 'door';
  return /motion|presence|occup|pir\b/.test(name) ? 'presence' : 'onOff';
}

/** A value of only two states, as far as its newest reading tells: without a unit, and 0 or 1. */
export function looksLikeSwitch({ unit, latest }: Pick<ToldSeries, 'unit' | 'latest'>): boolean {
  return !unit && (latest?.value === 0 || latest?.value === 1);
}

/** "open", "closed". */
export function useStateWords(): (series: NamedSeries, isOn: boolean) => string {
  const { t } = useTranslation('measurements');
  return (series, isOn) => t(`state.${switchKind(series)}.${isOn ? 'on' : 'off'}`);
}

/** Readings in words: of a switch its state, of anything else the number. */
export function useReadingWords() {
  const { t } = useTranslation('measurements');
  const formats = useFormats();
  const stateWords = useStateWords();
  const isMeasured = useMeasuredOf();
  /** Null for what is no switch. Between the two states lies the mean of many readings: the part of the time it was on. */
  const state = (series: ToldSeries, value: number): string | null => {
    if (!looksLikeSwitch(series) || isMeasured(series.id) || value < 0 || value > 1) return null;
    if (value === 0 || value === 1) return stateWords(series, value === 1);
    return t('state.part', { state: stateWords(series, true), part: formats.quantity(Math.round(value * 100), '%') });
  };
  return {
    state,
    /** "−14.8 °C", "open". */
    quantity: (series: ToldSeries, value: number, decimals?: number): string => state(series, value) ?? formats.quantity(value, series.unit, decimals),
    /** The same where the unit has a place of its own: "−14.8", "open". */
    reading: (series: ToldSeries, value: number, decimals?: number): string => state(series, value) ?? formats.reading(value, decimals),
  };
}
