import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { isBad, type TypedReading } from '../../devices/counter-readings.ts';
import type { Counter } from '../../devices/replacement-queries.ts';
import { seriesName } from '../../measurements/series-name.ts';
import css from './device-life.module.css';

interface CounterFieldsProps {
  counters: readonly Counter[];
  typed: readonly TypedReading[];
  onChange: (typed: readonly TypedReading[]) => void;
}

/** Where the old counter stopped and the new one began; without them its curve falls at the exchange. Nothing for who has no counter. */
export function CounterFields({ counters, typed, onChange }: CounterFieldsProps) {
  const { t } = useTranslation('deviceLife');
  if (typed.length === 0) return null;
  const change = (at: number, part: Partial<TypedReading>) => onChange(typed.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={css.counters}>
      <legend className="sm t2">{t('replace.counters')}</legend>
      {typed.map(({ lastOld, firstNew, ...name }, index) => {
        const unit = counters[index]?.unit ?? '';
        const field = { size: 'sm', inputMode: 'decimal', rightSection: <span className="sm t3">{unit}</span> } as const;
        const errorOf = (text: string) => (isBad(text) ? t('replace.counterBad') : undefined);
        return (
          <div key={`${name.fragment} ${name.series}`} className={css.counter}>
            <TextInput {...field} label={t('replace.lastOld', { name: seriesName(name) })} value={lastOld} error={errorOf(lastOld)} onChange={(event) => change(index, { lastOld: event.currentTarget.value })} />
            <TextInput {...field} label={t('replace.firstNew', { name: seriesName(name) })} value={firstNew} error={errorOf(firstNew)} onChange={(event) => change(index, { firstNew: event.currentTarget.value })} />
          </div>
        );
      })}
      <p className="sm t3">{t('replace.countersWhy')}</p>
    </fieldset>
  );
}
