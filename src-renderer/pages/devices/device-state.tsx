import { useTranslation } from 'react-i18next';

import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { Facts, PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';

const minuteMs = 60_000;

interface DeviceStateProps {
  id: string;
  device: ConsoleDevice;
}

/** Whether it speaks to us, and how often. */
export function DeviceState({ id, device }: DeviceStateProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const { intervalMs, openAlarms } = device;
  const facts = [
    { name: t('panel.sends'), value: useContactWords(device) },
    {
      name: t('panel.interval'),
      value: intervalMs === null ? t('panel.intervalUnknown') : t('panel.every', { span: formats.age(intervalMs) }),
    },
    { name: t('panel.openAlarms'), value: openAlarms === 0 ? t('panel.none') : formats.count(openAlarms) },
  ];
  return (
    <PanelSection id={id} title={t('panel.state')}>
      <Facts facts={facts} />
    </PanelSection>
  );
}

function useContactWords({ contact, heardMs }: ConsoleDevice): string {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(minuteMs);
  if (contact === 'never' || heardMs === null) return t('panel.sendsNever');
  if (contact === 'fresh') return t('panel.sendsYes', { time: formats.seconds(heardMs) });
  return t(contact === 'late' ? 'panel.sendsLate' : 'panel.sendsNo', { time: formats.moment(heardMs, now) });
}
