import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import type { Column } from '../../components/list/columns.ts';
import { CutText } from '../../components/list/cut-text.tsx';
import { DeviceHeard, DeviceSymbol, DeviceTrend, DeviceValue } from './device-cells.tsx';

interface ColumnQuestion {
  t: TFunction<'devices'>;
  /** The worst open alarm of each device, by its id. */
  worst: ReadonlyMap<string, ConsoleAlarm>;
  range: { fromMs: number; toMs: number };
  /** The name, or the field it is changed in. */
  nameOf: (device: ConsoleDevice) => ReactNode;
  /** Room for the list in px: narrow lists do without place or trend, wide ones gain the kind. */
  width: number;
}

const roomForKind = 860;
const roomForTrend = 520;
const roomForPlace = 600;

/** The columns of the list of devices. */
export function deviceColumns({ t, worst, range, width, nameOf }: ColumnQuestion): Column<ConsoleDevice>[] {
  const place: Column<ConsoleDevice> = {
    name: 'place',
    head: t('column.place'),
    width: 'minmax(70px, 1fr)',
    cell: ({ groupName }) => groupName !== null && <CutText second>{groupName}</CutText>,
  };
  const kind: Column<ConsoleDevice> = {
    name: 'kind',
    head: t('column.kind'),
    width: 'minmax(90px, 1fr)',
    cell: ({ type }) => type !== null && <CutText second>{type}</CutText>,
  };
  const trend: Column<ConsoleDevice> = {
    name: 'trend',
    head: t('column.trend'),
    width: '66px',
    cell: (device) => <DeviceTrend device={device} range={range} />,
  };
  return [
    { name: 'symbol', head: t('column.state'), headUnseen: true, width: '22px', cell: (device) => <DeviceSymbol device={device} alarm={worst.get(device.id)} /> },
    {
      name: 'device',
      head: t('column.device'),
      width: 'minmax(110px, 1.6fr)',
      cell: nameOf,
    },
    ...(width >= roomForPlace ? [place] : []),
    ...(width >= roomForKind ? [kind] : []),
    ...(width >= roomForTrend ? [trend] : []),
    // Where there is room, an old value and its time stand beside the trend, not on it.
    { name: 'value', head: t('column.value'), width: width >= roomForTrend ? '128px' : '96px', right: true, cell: (device) => <DeviceValue device={device} /> },
    { name: 'heard', head: t('column.heard'), width: '64px', right: true, cell: (device) => <DeviceHeard device={device} /> },
  ];
}
