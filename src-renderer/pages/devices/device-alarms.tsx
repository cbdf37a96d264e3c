import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import { alarmText } from '../../alarms/alarm-words.ts';
import { useAcknowledge } from '../../alarms/use-acknowledge.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { capital } from '../../format/capital.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useNow } from '../../state/now.ts';
import css from './device-panel.module.css';

const minuteMs = 60_000;

/** The device's open alarms, worst first, each with its one act. Nothing while there is none. */
export function DeviceAlarms({ alarms }: { alarms: readonly ConsoleAlarm[] }) {
  const { t } = useTranslation('alarms');
  const acknowledge = useAcknowledge();
  const lost = useIsLost();
  const may = useMay('alarms:write') && !lost;
  const target = alarms.find(({ state }) => !state.acknowledged);
  useKeys('panel', [{ key: 'A', label: t('acknowledgeKey'), run: () => target && acknowledge(target) }], may && target !== undefined);
  if (alarms.length === 0) return null;
  return (
    <PanelSection>
      <ul className={css.alarms}>
        {alarms.map((alarm) => (
          <li key={alarm.id} className={css.alarm}>
            <AlarmStateSymbol alarm={alarm} size={20} />
            <AlarmWords alarm={alarm} />
            {may && !alarm.state.acknowledged && (
              <Button keyHint={alarm === target ? 'A' : undefined} onClick={() => acknowledge(alarm)}>
                {t('acknowledge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

/** "Too warm since 14:21": the device's name stands in the panel's title already. */
function AlarmWords({ alarm }: { alarm: ConsoleAlarm }) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const text = capital(alarmText(alarm));
  return (
    <span className="grow b" title={formats.full(alarm.sinceMs)}>
      {t('panel.alarmSince', { text, time: formats.moment(alarm.sinceMs, now) })}
    </span>
  );
}
