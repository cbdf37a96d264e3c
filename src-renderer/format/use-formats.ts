import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { useSiteZone } from '../api/console-state.ts';
import type { Language } from '../state/language.ts';
import { useViewStore } from '../state/view-store.ts';
import { splitAge } from './ages.ts';
import { clockText, deadlineText, fullMomentText, momentText, secondsText, weekdayText } from './moments.ts';
import { formatCount, formatQuantity, formatReading } from './numbers.ts';

export interface Formats {
  zone: string;
  language: Language;
  /** "14:21" */
  clock: (timeMs: number) => string;
  /** "14:21:04" */
  seconds: (timeMs: number) => string;
  /** "Thu 19 Nov" */
  weekday: (timeMs: number) => string;
  /** As a row says it: today the clock, this week the day, else the date. */
  moment: (timeMs: number, nowMs: number) => string;
  /** As a row says it, with the clock on other days too: for what ends, and for records. */
  deadline: (timeMs: number, nowMs: number) => string;
  /** Everything, for tooltips. */
  full: (timeMs: number) => string;
  /** A stretch of time in ms: "11 min". */
  age: (ms: number) => string;
  /** The same of something quick: "0.4 s", from ten seconds on as any other. */
  lag: (ms: number) => string;
  count: (value: number) => string;
  /** A reading with at least so many decimals. */
  reading: (value: number, atLeast?: number) => string;
  quantity: (value: number, unit: string | null, atLeast?: number) => string;
}

/** Tenths of a second are told below it; what would round to 10.0 is not. */
const quickMs = 9_950;

/** Times in the site's zone and numbers in the person's language. */
export function useFormats(): Formats {
  const { t } = useTranslation('common');
  const zone = useSiteZone();
  const language = useViewStore((state) => state.language);
  return useMemo(() => {
    const age = (ms: number): string => {
      const { unit, ...numbers } = splitAge(ms);
      return t(`age.${unit}`, numbers);
    };
    return {
      zone,
      language,
      clock: (timeMs) => clockText(timeMs, zone),
      seconds: (timeMs) => secondsText(timeMs, zone),
      weekday: (timeMs) => weekdayText(timeMs, zone, language),
      moment: (timeMs, nowMs) => momentText(timeMs, nowMs, zone, language),
      deadline: (timeMs, nowMs) => deadlineText(timeMs, nowMs, zone, language),
      full: (timeMs) => fullMomentText(timeMs, zone, language),
      age,
      lag: (ms) => (ms < quickMs ? formatQuantity(Math.max(0, Math.round(ms / 100) / 10), 's', language, 1) : age(ms)),
      count: (value) => formatCount(value, language),
      reading: (value, atLeast) => formatReading(value, language, atLeast),
      quantity: (value, unit, atLeast) => formatQuantity(value, unit, language, atLeast),
    };
  }, [t, zone, language]);
}
