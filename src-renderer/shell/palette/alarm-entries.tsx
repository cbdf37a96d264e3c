import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { alarmPlace, alarmTitle } from '../../alarms/alarm-words.ts';
import { useAcknowledge } from '../../alarms/use-acknowledge.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import type { PaletteEntry } from '../../palette/palette-entry.ts';

const minuteMs = 60_000;

/** The open alarms, and acknowledging those that wait. */
export function useAlarmEntries(): readonly PaletteEntry[] {
  const alarms = useOpenAlarms().data?.alarms ?? [];
  const lost = useIsLost();
  const mayAct = useMay('alarms:write') && !lost;
  const asAct = useAcknowledgeEntry();
  const asAlarm = useAlarmEntry();
  const waiting = mayAct ? alarms.filter(({ state }) => !state.acknowledged) : [];
  return [...waiting.map(asAct), ...alarms.map(asAlarm)];
}

function useAcknowledgeEntry(): (alarm: ConsoleAlarm, index: number) => PaletteEntry {
  const { t } = useTranslation('shell');
  const acknowledge = useAcknowledge();
  return (alarm, index) => ({
    key: `acknowledge ${alarm.id}`,
    group: 'do',
    icon: <Icon name="check" />,
    title: t('palette.acknowledge', { alarm: alarmTitle(alarm) }),
    also: alarmPlace(alarm),
    keyHint: index === 0 ? 'A' : undefined,
    proposed: index < 2,
    run: () => acknowledge(alarm),
  });
}

function useAlarmEntry(): (alarm: ConsoleAlarm) => PaletteEntry {
  const { t } = useTranslation('shell');
  const formats = useFormats();
  const navigate = useNavigate();
  const now = useNow(minuteMs);
  return (alarm) => ({
    key: `alarm ${alarm.id}`,
    group: 'alarms',
    icon: <AlarmStateSymbol alarm={alarm} size={20} />,
    title: alarmTitle(alarm),
    detail: [alarmPlace(alarm), t('palette.since', { time: formats.moment(alarm.sinceMs, now) })].filter((part) => part !== '').join(', '),
    proposed: true,
    run: () => void navigate({ to: '/alarms', search: { alarm: alarm.id } }),
  });
}
