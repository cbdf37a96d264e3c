import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { RowList } from '../../components/list/row-list.tsx';
import type { RowPicking } from '../../components/list/use-picking-keys.ts';
import { NameInPlace } from '../../components/name-in-place.tsx';
import { selectionOf } from '../../devices/bulk-acts.ts';
import { cutIds, useCut } from '../../devices/cut-inventory.ts';
import type { DeviceFilter } from '../../devices/device-queries.ts';
import { writeDragged } from '../../devices/dragged.ts';
import { useRenameDevice } from '../../devices/inventory-acts.ts';
import { clearPicked, pickAll, pickRange, togglePicked, usePicked } from '../../devices/picked-devices.ts';
import { useRecent } from '../../measurements/series-queries.ts';
import { useViewStore } from '../../state/view-store.ts';
import { DeviceName } from './device-cells.tsx';
import { deviceColumns } from './device-columns.tsx';
import css from './device-list.module.css';
import { useDeviceKeys } from './use-device-keys.ts';

/** The trend in a row spans this much. */
const trendMs = 8 * 3_600_000;

interface DeviceListProps {
  devices: readonly ConsoleDevice[];
  /** What narrows the list, and how many devices that leaves. */
  filter: DeviceFilter;
  total: number;
  /** The device whose panel is open. */
  openId: string | undefined;
  onOpen: (id: string) => void;
  onClose: () => void;
  onReachEnd: () => void;
}

const idOf = ({ id }: ConsoleDevice): string => id;

/** Devices by name; only rows in view are drawn and asked for. */
export function DeviceList({ devices, filter, total, openId, onOpen, onClose, onReachEnd }: DeviceListProps) {
  const { t } = useTranslation('devices');
  const lost = useIsLost();
  const { ref, width } = useElementSize();
  const worst = useWorstByDevice();
  const selected = useViewStore(({ selection }) => selection.devices);
  const may = useMay('devices:write') && !lost;
  const picked = usePicked();
  const picking = pickingOf(devices.map(idOf), picked.ids, selected ?? null);
  const range = useRecent(trendMs);
  const select = useViewStore((state) => state.select);
  const choose = (id: string) => {
    select('devices', id);
    leaveTree();
    if (openId !== undefined) onOpen(id);
  };
  const { nameOf, renaming, startRenaming } = useNames(worst);
  const count = picked.all ? total : picked.ids.size;
  useDeviceKeys({
    devices,
    selected: openId ?? selected,
    picked: count > 0 ? { selection: selectionOf(picked, filter), count } : null,
    onRename: startRenaming,
    onDeleted: (next) => {
      select('devices', next);
      onClose();
    },
    enabled: may,
  });
  return (
    <div ref={ref} className={css.list}>
      <RowList
        label={t('list')}
        rows={devices}
        keyOf={idOf}
        columns={deviceColumns({ t, worst, range, width, nameOf })}
        lines="one"
        selected={openId ?? selected}
        onSelect={choose}
        onOpen={onOpen}
        onReachEnd={onReachEnd}
        picking={may ? picking : undefined}
        onDrag={may && !renaming ? (id, transfer) => writeDragged(transfer, { kind: 'devices', ids: picked.ids.has(id) ? [...picked.ids] : [id] }) : undefined}
      />
    </div>
  );
}

function pickingOf(keys: readonly string[], picked: ReadonlySet<string>, begin: string | null): RowPicking {
  return {
    picked,
    toggle: togglePicked,
    extend: (id) => pickRange(keys, id, begin),
    all: () => pickAll(keys, true),
    clear: clearPicked,
  };
}

/** Names of devices, one of which may be in a field to be changed. */
function useNames(worst: ReadonlyMap<string, ConsoleAlarm>) {
  const { t } = useTranslation('inventory');
  const [renamed, startRenaming] = useState<string | null>(null);
  const rename = useRenameDevice();
  const cut = cutIds(useCut((state) => state.moved));
  const nameOf = (device: ConsoleDevice) => {
    const { id, name } = device;
    if (id !== renamed) return <DeviceName device={device} alarm={worst.get(id)} cut={cut.has(id)} />;
    return <NameInPlace label={t('nameOf', { name })} name={name} onRename={(to) => rename(device, to)} onClose={() => startRenaming(null)} />;
  };
  return { nameOf, renaming: renamed !== null, startRenaming };
}

/** Whoever goes through the rows with J and K from the tree is in the list from then on: Delete means the row, not the group. */
function leaveTree(): void {
  if (!document.activeElement?.closest('[role=tree]')) return;
  document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
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
