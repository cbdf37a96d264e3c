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
import { useCancelCommand, useCommands, useSendCommand } from '../../devices/command-queries.ts';
import { commandFragments, supportedCommands } from '../../devices/commands.ts';
import { type DevicePicture, useDevice } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useTrendsKey, useValuesInTrends } from '../trends/open-trends.ts';
import { coreNow, useNow } from '../../state/now.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import { DeviceAbout } from './device-about.tsx';
import { DeviceAlarms } from './device-alarms.tsx';
import { DeviceSymbol } from './device-cells.tsx';
import { DeviceCommands } from './device-commands.tsx';
import css from './device-life.module.css';
import { DeviceMenu } from './device-menu.tsx';
import { DeviceState } from './device-state.tsx';
import { DeviceValues } from './device-values.tsx';
import { MaintenanceDialog } from './maintenance-dialog.tsx';
import { MaintenanceNote } from './maintenance-note.tsx';
import { ReplaceDevice } from './replace-device.tsx';

interface DevicePanelProps {
  id: string;
  /** A number was clicked: show its chart. */
  onValue: (seriesId: string) => void;
  /** Another device of its family was clicked. */
  onDevice: (deviceId: string) => void;
  onClose: () => void;
}

/** Everything about one device, beside the list. */
export function DevicePanel({ id, onClose, ...rest }: DevicePanelProps) {
  const { t } = useTranslation('devices');
  const { data: device, error, refetch } = useDevice(id);
  if (device) return <KnownDevicePanel device={device} onClose={onClose} {...rest} />;
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

function KnownDevicePanel({ device, onValue, onDevice, onClose }: { device: DevicePicture } & Omit<DevicePanelProps, 'id'>) {
  const { t } = useTranslation(['devices', 'deviceLife']);
  useTrendsKey('panel', useValuesInTrends(device.series));
  const sections = [
    { name: 'state', label: t('panel.state') },
    { name: 'values', label: t('panel.values'), count: device.series.length },
    { name: 'commands', label: t('deviceLife:command.title'), count: useOpenCommands(device.id) },
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
      <MaintenanceNote objectId={device.id} maintenance={device.maintenance} />
      <DeviceAlarms alarms={device.alarms} />
      <DeviceState id={`${prefix}state`} device={device} />
      <DeviceValues id={`${prefix}values`} series={device.series} onValue={onValue} />
      <DeviceCommands id={`${prefix}commands`} device={device} />
      <DeviceAbout id={`${prefix}about`} device={device} onDevice={onDevice} />
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

/** Commands that have not ended, for the word that jumps to them; undefined while there is none. */
function useOpenCommands(deviceId: string): number | undefined {
  const commands = useCommands(deviceId, 5).data?.commands ?? [];
  return commands.filter(({ state }) => state === 'waits' || state === 'sent' || state === 'running').length || undefined;
}

function DeviceActs({ device, onClose }: { device: DevicePicture; onClose: () => void }) {
  return (
    <>
      <MaintenanceAct device={device} />
      <ReplaceDevice device={device} />
      <ReadNow device={device} />
      <span className={css.spacer} />
      <DeviceMenu device={device} onDeleted={onClose} />
    </>
  );
}

function MaintenanceAct({ device: { id, name, maintenance } }: { device: DevicePicture }) {
  const { t } = useTranslation('deviceLife');
  const [open, setOpen] = useState(false);
  const lost = useIsLost();
  if (!useMay('maintenance:write') || lost) return null;
  const own = maintenance?.objectId === id ? maintenance : null;
  return (
    <>
      <Button icon="wrench" onClick={() => setOpen(true)}>
        {t('maintenance.button')}
      </Button>
      {open && <MaintenanceDialog objectId={id} name={name} current={own} onClose={() => setOpen(false)} />}
    </>
  );
}

const hourMs = 3_600_000;

/** One click for what is asked most, where the device knows it; taken back by the message that follows. */
function ReadNow({ device: { id, name, fragments } }: { device: DevicePicture }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const send = useSendCommand(id);
  const cancel = useCancelCommand();
  const lost = useIsLost();
  const kind = 'c8y_MeasurementRequestOperation';
  if (!useMay('devices:write') || lost || !supportedCommands(fragments).includes(kind)) return null;
  const ask = () =>
    void tellOf(
      send.mutateAsync({ fragments: commandFragments(kind, {}, fragments, coreNow()), expiresMs: coreNow() + hourMs }),
      (command) => ({ text: t('command.queued', { what: t(`command.kind.${kind}`), name }), undo: () => cancel.mutate(command.id) }),
      (error) => showToast({ text: t('command.notSent', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
    );
  return (
    <Button onClick={ask} disabled={send.isPending}>
      {t(`command.kind.${kind}`)}
    </Button>
  );
}
