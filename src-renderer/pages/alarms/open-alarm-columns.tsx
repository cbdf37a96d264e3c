import type { TFunction } from 'i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { AlarmAct, AlarmName, AlarmSince, AlarmStateSymbol, AlarmWho } from '../../alarms/alarm-cells.tsx';
import { normalSide } from '../../alarms/normal-side.ts';
import type { Column } from '../../components/list/columns.ts';
import { Trend } from '../../measurements/trend.tsx';
import { AlarmValue } from './alarm-value.tsx';
import type { AlarmSeries } from './use-alarm-series.ts';

interface ColumnQuestion {
  t: TFunction<'alarms'>;
  known: AlarmSeries;
  /** Room for the list in px; narrow lists do without the trend, then the value; wide ones gain the state. */
  width: number;
  onAcknowledge: ((alarm: ConsoleAlarm) => void) | undefined;
  /** The alarm the key A acts on. */
  keyTarget: string | undefined;
}

const roomForWho = 1240;
/** From here on who acknowledged is said whole below the state. */
const roomForLongWho = 1000;
/** Beside an open panel the trend gives way, so that names stay whole: the panel shows it larger. */
const roomForTrend = 840;
const roomForValue = 560;

/** The columns of open alarms, in the same order on every view. */
export function openAlarmColumns({ t, known, width, onAcknowledge, keyTarget }: ColumnQuestion): Column<ConsoleAlarm>[] {
  const trend: Column<ConsoleAlarm> = {
    name: 'trend',
    head: t('trend'),
    headUnseen: true,
    width: '88px',
    cell: (alarm) => <AlarmTrend alarm={alarm} known={known} />,
  };
  const value: Column<ConsoleAlarm> = {
    name: 'value',
    head: t('value'),
    width: '104px',
    right: true,
    cell: (alarm) => <AlarmValue alarm={alarm} series={known.series.get(alarm.cause?.seriesId ?? '')} />,
  };
  const who: Column<ConsoleAlarm> = {
    name: 'who',
    head: t('stateAndWho'),
    width: '220px',
    cell: (alarm) => <AlarmWho alarm={alarm} />,
  };
  const isWide = width >= roomForWho;
  return [
    { name: 'symbol', head: t('severity'), headUnseen: true, width: '24px', cell: (alarm) => <AlarmStateSymbol alarm={alarm} /> },
    { name: 'name', head: t('alarmAndPlace'), width: 'minmax(0, 1fr)', cell: (alarm) => <AlarmName alarm={alarm} /> },
    ...(width >= roomForTrend ? [trend] : []),
    ...(width >= roomForValue ? [value] : []),
    { name: 'since', head: t('since'), width: '124px', cell: (alarm) => <AlarmSince alarm={alarm} /> },
    ...(isWide ? [who] : []),
    {
      name: 'act',
      head: isWide ? t('acknowledge') : t('stateAndWho'),
      headUnseen: isWide,
      width: !isWide && width >= roomForLongWho ? '220px' : '160px',
      right: true,
      cell: (alarm) => <AlarmAct alarm={alarm} onAcknowledge={onAcknowledge} withKey={alarm.id === keyTarget} buttonOnly={isWide} />,
    },
  ];
}

function AlarmTrend({ alarm, known }: { alarm: ConsoleAlarm; known: AlarmSeries }) {
  const seriesId = alarm.cause?.seriesId;
  const series = seriesId ? known.series.get(seriesId) : undefined;
  if (!series) return null;
  return (
    <Trend
      trend={known.trends.get(series.id)}
      latest={series.latest}
      intervalMs={series.intervalMs}
      normal={normalSide(alarm.cause)}
      range={known.range}
    />
  );
}
