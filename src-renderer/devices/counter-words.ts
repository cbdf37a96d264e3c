import { useTranslation } from 'react-i18next';

import type { CounterSwap } from '#contract/counter-swaps.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { useFormats } from '../format/use-formats.ts';

/** "the counter went on from 1,488.2 m³ at 0.4 m³": what somebody said of a counter at an exchange. */
export function useCounterWords(known: readonly Pick<ConsoleSeries, 'fragment' | 'series' | 'unit'>[]): (swap: CounterSwap) => string {
  const { t } = useTranslation('deviceLife');
  const { quantity } = useFormats();
  return ({ fragment, series, lastOld, firstNew }) => {
    const unit = known.find((one) => one.fragment === fragment && one.series === series)?.unit ?? null;
    return t('replace.counterWent', { last: quantity(lastOld, unit), first: quantity(firstNew, unit) });
  };
}
