import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { isOfInstallation } from '../../alarms/alarm-words.ts';
import { useMay } from '../../api/console-state.ts';
import { TextButton } from '../../components/button.tsx';
import { Facts, PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { useSteadyDecimals } from '../../measurements/reading.tsx';
import { useSeriesById } from '../../measurements/series-queries.ts';

/** The plain facts, last: when, how often, from which device. */
export function AlarmFacts({ alarm }: { alarm: ConsoleAlarm }) {
  const { t } = useTranslation('alarms');
  const { full, quantity, count } = useFormats();
  const words = useReadingWords();
  const { cause } = alarm;
  const seriesId = cause?.seriesId ?? null;
  const series = useSeriesById(seriesId === null ? [] : [seriesId]).get(seriesId ?? '');
  const decimals = useSteadyDecimals(seriesId, alarm.latest?.value);
  const facts = [
    { name: t('device'), value: <AlarmSource alarm={alarm} /> },
    { name: t('began'), value: full(alarm.sinceMs) },
    alarm.endedMs !== null && { name: t('endedFact'), value: full(alarm.endedMs) },
    alarm.acknowledgedMs !== null && {
      name: t('acknowledged'),
      value: t('who', { name: alarm.acknowledgedBy ?? t('device'), time: full(alarm.acknowledgedMs) }),
    },
    alarm.count > 1 && { name: t('lastRepeated'), value: full(alarm.timeMs) },
    alarm.count > 1 && { name: t('times'), value: count(alarm.count) },
    cause !== null && cause.value !== null && { name: t('valueThen'), value: (series && words.state(series, cause.value)) ?? quantity(cause.value, cause.unit, decimals) },
    alarm.late && { name: t('lateFact'), value: t('late') },
  ];
  return (
    <PanelSection title={t('about')}>
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </PanelSection>
  );
}

/** Leads to what it is about: the device, or how the installation is, for who may see that. */
function AlarmSource({ alarm }: { alarm: ConsoleAlarm }) {
  const navigate = useNavigate();
  const maySeeHealth = useMay('platform:read');
  const { deviceId, deviceName } = alarm;
  const isInstallation = isOfInstallation(alarm);
  if (isInstallation && !maySeeHealth) return deviceName;
  const open = () => void (isInstallation ? navigate({ to: '/manage/health' }) : navigate({ to: '/devices', search: { device: deviceId } }));
  return <TextButton onClick={open}>{deviceName}</TextButton>;
}
