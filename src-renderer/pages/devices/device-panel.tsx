import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { Panel } from '../../components/panel.tsx';
import { SectionJumps } from '../../components/section-jumps.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { type DevicePicture, useDevice } from '../../devices/device-queries.ts';
import { useDelete } from '../../devices/inventory-acts.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { useTrendsKey, useValuesInTrends } from '../trends/open-trends.ts';
import { DeviceAbout } from './device-about.tsx';
import { DeviceAlarms } from './device-alarms.tsx';
import { DeviceSymbol } from './device-cells.tsx';
import { DeviceState } from './device-state.tsx';
import { DeviceValues } from './device-values.tsx';
import { EditDeviceDialog } from './edit-device-dialog.tsx';

interface DevicePanelProps {
  id: string;
  /** A number was clicked: show its chart. */
  onValue: (seriesId: string) => void;
  onClose: () => void;
}

/** Everything about one device, beside the list. */
export function DevicePanel({ id, onValue, onClose }: DevicePanelProps) {
  const { t } = useTranslation('devices');
  const { data: device, error, refetch } = useDevice(id);
  if (device) return <KnownDevicePanel device={device} onValue={onValue} onClose={onClose} />;
  if (!error) {
    return (
      <Panel title="" onClose={onClose}>
        <SkeletonRows lines="one" />
      </Panel>
    );
  }
  const isGone = errorCodeOf(error) === 'not-found';
  return (
    <Panel title={t(isGone ? 'panel.gone' : 'panel.unreadable')} onClose={onClose}>
      {isGone ? (
        <EmptyState title={t('panel.gone')} why={t('panel.goneWhy')} />
      ) : (
        <ErrorState title={t('panel.unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />
      )}
    </Panel>
  );
}

/** Element ids of the panel's sections begin with it. */
const prefix = 'device-';

function KnownDevicePanel({ device, onValue, onClose }: { device: DevicePicture } & Omit<DevicePanelProps, 'id'>) {
  const { t } = useTranslation('devices');
  useTrendsKey('panel', useValuesInTrends(device.series));
  const sections = [
    { name: 'state', label: t('panel.state') },
    { name: 'values', label: t('panel.values'), count: device.series.length },
    { name: 'about', label: t('panel.about') },
  ] as const;
  return (
    <Panel
      title={device.name}
      symbol={<DeviceSymbol device={device} alarm={device.alarms[0]} size={24} />}
      sentence={<DeviceSentence device={device} />}
      acts={<DeviceActs device={device} onClose={onClose} />}
      underHead={<SectionJumps label={t('panel.parts')} sections={sections} prefix={prefix} />}
      onClose={onClose}
    >
      <DeviceAlarms alarms={device.alarms} />
      <DeviceState id={`${prefix}state`} device={device} />
      <DeviceValues id={`${prefix}values`} series={device.series} onValue={onValue} />
      <DeviceAbout id={`${prefix}about`} device={device} />
    </Panel>
  );
}

/** Where it is and when it was heard from. */
function DeviceSentence({ device }: { device: DevicePicture }) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(10_000);
  const heard = device.heardMs === null ? t('panel.never') : t('panel.heard', { age: formats.age(now - device.heardMs) });
  return device.groupName === null ? heard : `${device.groupName}. ${heard}`;
}

function DeviceActs({ device, onClose }: { device: DevicePicture; onClose: () => void }) {
  const { t } = useTranslation(['devices', 'inventory']);
  const [editing, setEditing] = useState(false);
  const remove = useDelete('device');
  const lost = useIsLost();
  if (!useMay('devices:write') || lost) return null;
  return (
    <>
      <Button onClick={() => setEditing(true)}>{t('panel.edit')}</Button>
      <Button
        onClick={() => {
          remove(device);
          onClose();
        }}
      >
        {t('inventory:deleteDevice')}
      </Button>
      {editing && <EditDeviceDialog device={device} onClose={() => setEditing(false)} />}
    </>
  );
}
