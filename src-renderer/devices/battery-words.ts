import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useFormats } from '../format/use-formats.ts';
import { useNow } from '../state/now.ts';
import { type BatteryForecast, batteryForecast, forecastWindowMs, roundedLeft } from './battery-forecast.ts';

const hourMs = 3_600_000;

type Told = Pick<ConsoleSeries, 'id' | 'unit' | 'latest'>;

/** How long a battery lasts; null where its readings do not say, as those in volts never do. */
function useBatteryForecast(battery: Told | undefined): BatteryForecast | null {
  const toMs = Math.ceil(useNow(hourMs) / hourMs) * hourMs;
  const range = { fromMs: toMs - forecastWindowMs, toMs };
  const id = battery?.unit === '%' ? battery.id : null;
  const { data } = useQuery({
    queryKey: [...queryKeys.trends, 'battery', id, range],
    queryFn: ({ signal }) => call('trends', { ids: id ?? '', ...range }, signal),
    enabled: id !== null,
  });
  const trend = data?.trends[0];
  if (!trend || !battery?.latest) return null;
  const { timeMs, mean } = trend;
  // A bucket is told of by its start: the newest reading is at its own time.
  return batteryForecast({ timeMs: [...timeMs, battery.latest.timeMs], level: [...mean, battery.latest.value] }, toMs);
}

/** "87 %, about 3 months left"; null where there is no more to say than the level. */
export function useBatteryWords(battery: Told | undefined): string | null {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const forecast = useBatteryForecast(battery);
  if (!forecast || !battery?.latest) return null;
  const level = formats.quantity(battery.latest.value, battery.unit);
  const { unit, count } = roundedLeft(forecast.leftMs);
  // Ten times two weeks at least: months.
  if (forecast.orLonger) return t('state.batteryLeft.longer', { level, count });
  return count === 0 ? t('state.batteryLeft.today', { level }) : t(`state.batteryLeft.${unit}`, { level, count });
}
