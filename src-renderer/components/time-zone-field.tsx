import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { clockText } from '../format/moments.ts';
import { zoneCity } from '../format/zone.ts';
import { useNow } from '../state/now.ts';

interface TimeZoneFieldProps {
  value: string;
  onChange: (zone: string) => void;
  large?: boolean;
}

/** Every zone this machine knows; the chosen one even where it goes by another name. */
function zonesWith(chosen: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(chosen) ? zones : [chosen, ...zones];
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
      maxDropdownHeight={8 * 32}
      withCheckIcon={false}
      nothingFoundMessage={t('timeZone.none')}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
