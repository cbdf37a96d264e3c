import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { useMay } from '../../api/console-state.ts';
import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { RowList } from '../../components/list/row-list.tsx';
import { writeDragged } from '../../devices/dragged.ts';
import { clearPicked, pickAll, pickRange, togglePicked, usePicked } from '../../devices/picked-devices.ts';
import { useRecent } from '../../measurements/series-queries.ts';
import { useViewStore } from '../../state/view-store.ts';
import { deviceColumns } from './device-columns.tsx';
import css from './device-list.module.css';

/** The trend in a row spans this much. */
const trendMs = 8 * 3_600_000;

interface DeviceListProps {
  devices: readonly ConsoleDevice[];
  /** The device whose panel is open. */
  openId: string | undefined;
  onOpen: (id: string) => void;
  onReachEnd: () => void;
}

const idOf = ({ id }: ConsoleDevice): string => id;

/** Devices by name; only rows in view are drawn and asked for. */
export function DeviceList({ devices, openId, onOpen, onReachEnd }: DeviceListProps) {
  const { t } = useTranslation('devices');
  const { ref, width } = useElementSize();
  const worst = useWorstByDevice();
  const selected = useViewStore(({ selection }) => selection.devices);
  const may = useMay('devices:write');
  const picked = usePicked();
  const keys = devices.map(idOf);
  const picking = {
    picked: picked.ids,
    toggle: togglePicked,
    extend: (id: string) => pickRange(keys, id, selected ?? null),
    all: () => pickAll(keys, true),
    clear: clearPicked,
  };
  const range = useRecent(trendMs);
  const select = useViewStore((state) => state.select);
  const choose = (id: string) => {
    select('devices', id);
    if (openId !== undefined) onOpen(id);
  };
  return (
    <div ref={ref} className={css.list}>
      <RowList
        label={t('list')}
        rows={devices}
        keyOf={idOf}
        columns={deviceColumns({ t, worst, range, width })}
        lines="one"
        selected={openId ?? selected}
        onSelect={choose}
        onOpen={onOpen}
        onReachEnd={onReachEnd}
        picking={may ? picking : undefined}
        onDrag={may ? (id, transfer) => writeDragged(transfer, { kind: 'devices', ids: picked.ids.has(id) ? [...picked.ids] : [id] }) : undefined}
      />
    </div>
  );
}

/** The worst open alarm of each device: they come worst first. */
function useWorstByDevice(): ReadonlyMap<string, ConsoleAlarm> {
  const alarms = useOpenAlarms().data?.alarms;
  return useMemo(() => {
    const worst = new Map<string, ConsoleAlarm>();
    for (const alarm of alarms ?? []) if (!worst.has(alarm.deviceId)) worst.set(alarm.deviceId, alarm);
    return worst;
  }, [alarms]);
}
