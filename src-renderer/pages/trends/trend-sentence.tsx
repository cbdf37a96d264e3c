import { useTranslation } from 'react-i18next';

import { capital } from '../../format/capital.ts';
import { useFormats } from '../../format/use-formats.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { type TrendValue, isSwitch } from './chart-groups.ts';
import css from './trends-page.module.css';
import type { Compared, TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useComparedWords, useDecimalsOf, useTrendWords } from './use-trend-words.ts';

interface TrendSentenceProps {
  data: TrendData;
  controls: TrendControls;
  /** Id of the value it is about. */
  about: string | undefined;
}

/** What can be said of the selected value in a sentence; where nothing is selected, of the first switch, for it is hard to add up by eye. */
export function TrendSentence({ data, controls, about }: TrendSentenceProps) {
  const value = data.values.find(({ series }) => series.id === about) ?? data.values.find(isSwitch) ?? data.values[0];
  const said = useSentence(controls);
  if (!value) return null;
  const words = said(value, data.compared.get(value.series.id));
  return words === '' ? null : <p className={css.sentence}>{words}</p>;
}

function useSentence(controls: TrendControls): (value: TrendValue, other: Compared | undefined) => string {
  const switched = useSwitchSentence(controls);
  const measured = useMeasuredSentence(controls);
  return (value, other) => (isSwitch(value) ? switched(value, other) : measured(value, other));
}

/** "The door contact of Freezer room 2 was open 2 h 41 min in this time, 5 times; the longest 1 h 48 min from 11:40. A week before: 41 min." */
function useSwitchSentence({ view, stretch }: TrendControls): (value: TrendValue, other: Compared | undefined) => string {
  const { t } = useTranslation('trends');
  const words = useTrendWords();
  const what = useComparedWords(view.compare);
  return ({ series, range }, other) => {
    const on = range?.switched;
    if (!on) return '';
    const name = { name: seriesName(series), device: series.deviceName, state: words.state(series, true) };
    const parts = [t('sentence.on', { ...name, total: words.duration(on.totalMs), count: on.times })];
    if (on.longest && on.times > 1) {
      const { fromMs, toMs } = on.longest;
      parts.push(t('sentence.longest', { span: words.duration(toMs - fromMs), from: words.moment(fromMs, stretch) }));
    }
    if (other?.range.switched) parts.push(t('sentence.comparedOn', { what: capital(what), total: words.duration(other.range.switched.totalMs) }));
    return parts.join(' ');
  };
}

function useMeasuredSentence({ view, stretch }: TrendControls): (value: TrendValue, other: Compared | undefined) => string {
  const { t } = useTranslation('trends');
  const formats = useFormats();
  const words = useTrendWords();
  const what = useComparedWords(view.compare);
  const decimalsOf = useDecimalsOf();
  return ({ series, range }, other) => {
    const extremes = range?.extremes;
    if (!extremes) return t('sentence.nothing', { name: seriesName(series), device: series.deviceName });
    const decimals = decimalsOf(series);
    const quantity = (value: number): string => formats.quantity(Number(value.toFixed(decimals)), series.unit, decimals);
    const measured = t('sentence.measured', {
      name: seriesName(series),
      mean: quantity(extremes.mean),
      low: quantity(extremes.low),
      lowAt: words.moment(extremes.lowAtMs, stretch),
      high: quantity(extremes.high),
      highAt: words.moment(extremes.highAtMs, stretch),
    });
    const compared = other?.range.extremes;
    return compared ? `${measured} ${t('sentence.comparedMean', { what: capital(what), mean: quantity(compared.mean) })}` : measured;
  };
}
