import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { clockText } from '../format/moments.ts';
import { zoneCity } from '../format/zone.ts';
import { useNow } from '../state/now.ts';
import controls from './controls.module.css';

interface TimeZoneFieldProps {
  value: string;
  onChange: (zone: string) => void;
  large?: boolean;
}

/** The chosen zone, which may go by a name this machine does not list, then every other it knows. */
function zonesWith(chosen: string): string[] {
  return [chosen, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== chosen)];
}

/** A time zone, found by typing a city; its present time stands beside it as proof. */
export function TimeZoneField({ value, onChange, large }: TimeZoneFieldProps) {
  const { t } = useTranslation('common');
  const now = useNow(60_000);
  const choices = useMemo(
    () => zonesWith(value).map((zone) => ({ value: zone, label: `${zoneCity(zone)} (${zone})` })),
    [value],
  );
  return (
    <Select
      label={t('timeZone.label')}
      description={t('timeZone.now', { time: clockText(now, value) })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={choices}
      value={value}
      size={large ? 'lg' : 'md'}
      searchable
      allowDeselect={false}
      limit={100}
      withScrollArea={false}
      withCheckIcon={false}
      classNames={{ options: controls.options }}
      nothingFoundMessage={t('timeZone.none')}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
