/** Devices and values, looked for by the core: there may be ten thousand. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { FoundDevice } from '#contract/console/find-calls.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { Icon } from '../../components/icon.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { seriesName } from '../../measurements/series-name.ts';
import type { PaletteEntry } from '../../palette/palette-entry.ts';

/** Long enough for the next key of somebody who types, too short to be waited for. */
const pauseMs = 90;
const mostEach = 4;

export interface FoundEntries {
  entries: readonly PaletteEntry[];
  total: number;
  /** The answer to what is typed now is on its way. */
  pending: boolean;
  /** Devices and values could not be looked through. */
  failed: boolean;
}

export function useFoundEntries(query: string): FoundEntries {
  const text = query.trim().slice(0, 100);
  const [asked] = useDebouncedValue(text, pauseMs);
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: queryKeys.found(asked),
    queryFn: ({ signal }) => call('find', { text: asked, limit: mostEach }, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const asDevice = useDeviceEntry();
  const asValue = useValueEntry();
  if (text === '' || !data) return { entries: [], total: 0, pending: text !== '' && !isError, failed: text !== '' && isError };
  const entries = [...data.devices.map(asDevice), ...data.series.map(asValue)];
  return { entries, total: data.total, pending: asked !== text || isPlaceholderData, failed: isError };
}

function useDeviceEntry(): (device: FoundDevice) => PaletteEntry {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  return ({ id, name, place }) => ({
    key: `device ${id}`,
    group: 'things',
    icon: <Icon name="devices" />,
    title: name === '' ? t('palette.namelessDevice', { id }) : name,
    detail: place ?? undefined,
    found: true,
    run: () => void navigate({ to: '/devices', search: { device: id } }),
  });
}

/** Within a line, unless it is an abbreviation: "air temperature", "CO2". */
function lowerFirst(name: string): string {
  return name.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

/** Leads to the value beside its device: chart, alarms, pin. */
function useValueEntry(): (series: ConsoleSeries) => PaletteEntry {
  const words = useReadingWords();
  const navigate = useNavigate();
  return (series) => ({
    key: `series ${series.id}`,
    group: 'things',
    icon: <Icon name="trends" />,
    title: `${series.deviceName}, ${lowerFirst(seriesName(series))}`,
    detail: series.latest ? words.quantity(series, series.latest.value) : undefined,
    found: true,
    run: () => void navigate({ to: '/devices', search: { device: series.deviceId, series: series.id } }),
  });
}
