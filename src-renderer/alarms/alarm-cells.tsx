import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { useLostSince } from '../api/connection-store.ts';
import { AlarmSymbol } from '../components/alarm-symbol.tsx';
import { symbolState } from '../components/alarm-symbol-shapes.ts';
import { Button } from '../components/button.tsx';
import { StaleTime } from '../components/stale-time.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useNow } from '../state/now.ts';
import css from './alarm-cells.module.css';
import { alarmPlace, alarmTitle } from './alarm-words.ts';

/** Ages in rows are told in minutes, or in seconds during the first one. */
const tickMs = 10_000;

interface AlarmProps {
  alarm: ConsoleAlarm;
}

/** The symbol of an alarm as it is now. */
export function AlarmStateSymbol({ alarm, size }: AlarmProps & { size?: number }) {
  const { severity, state } = alarm;
  return <AlarmSymbol severity={severity} state={symbolState(state)} acknowledged={state.acknowledged} quiet={state.suppressed !== null} size={size} />;
}

/** Name over place; heavy while it holds and nobody has acknowledged. */
export function AlarmName({ alarm }: AlarmProps) {
  const title = alarmTitle(alarm);
  const place = alarmPlace(alarm);
  const heavy = alarm.state.active && !alarm.state.acknowledged;
  return (
    <>
      <div className={heavy ? `el ${css.heavy}` : 'el'} title={title}>
        {title}
      </div>
      {place !== '' && (
        <div className="sm t3 el" title={place}>
          {place}
        </div>
      )}
    </>
  );
}

/** When it began over how long ago, or over when it ended. */
export function AlarmSince({ alarm }: AlarmProps) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const now = useNow(tickMs);
  const { sinceMs, endedMs } = alarm;
  const under = endedMs === null ? formats.age(now - sinceMs) : t('endedAt', { time: formats.moment(endedMs, now) });
  return (
    <div className="nw" title={formats.full(sinceMs)}>
      <div>{formats.moment(sinceMs, now)}</div>
      <div className="sm t3">{under}</div>
    </div>
  );
}

interface AlarmActProps extends AlarmProps {
  /** Absent for who may not acknowledge, and while the core is out of reach. */
  onAcknowledge?: (alarm: ConsoleAlarm) => void;
  /** The key A acts on this row. */
  withKey: boolean;
  /** The state has a column of its own. */
  buttonOnly?: boolean;
}

/** Who acknowledged over when; the button where nobody has. */
export function AlarmAct({ alarm, onAcknowledge, withKey, buttonOnly = false }: AlarmActProps) {
  const { t } = useTranslation('alarms');
  const lostSinceMs = useLostSince();
  if (lostSinceMs !== null) return <AsOf timeMs={lostSinceMs} />;
  if (alarm.state.acknowledged || !onAcknowledge) return buttonOnly ? null : <AlarmWho alarm={alarm} />;
  return (
    <div className={css.act} onClick={(event) => event.stopPropagation()}>
      <Button inRow keyHint={withKey ? 'A' : undefined} onClick={() => onAcknowledge(alarm)}>
        {t('acknowledge')}
      </Button>
    </div>
  );
}

/** While the core is out of reach, every row says when it was true. */
function AsOf({ timeMs }: { timeMs: number }) {
  const { t } = useTranslation('common');
  const formats = useFormats();
  return <StaleTime>{t('contact.asOf', { time: formats.seconds(timeMs) })}</StaleTime>;
}

/** "day-shift, 14:12": where there is no room the name is cut, never the time. */
export function NameAndTime({ name, time }: { name: string; time: string }) {
  return (
    <span className={css.who} title={name}>
      <span className="el">{name}</span>
      <span className="nw">{`, ${time}`}</span>
    </span>
  );
}

/** The state in words, over who saw to it. */
export function AlarmWho({ alarm }: AlarmProps) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const now = useNow(tickMs);
  const { state, acknowledgedBy, acknowledgedMs } = alarm;
  const time = acknowledgedMs === null ? '' : formats.moment(acknowledgedMs, now);
  return (
    <>
      <div className="el">{state.acknowledged ? t('acknowledged') : t('notAcknowledged')}</div>
      <div className="sm t3 el">{state.acknowledged ? acknowledgedBy !== null && <NameAndTime name={acknowledgedBy} time={time} /> : !state.active && t('backToNormal')}</div>
    </>
  );
}
