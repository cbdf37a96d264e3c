import { useTranslation } from 'react-i18next';

import { severities } from '#contract/alarms.ts';
import type { Wall, WallAlarm } from '#contract/console/wall-calls.ts';

import { alarmPlace, alarmTitle } from '../../alarms/alarm-words.ts';
import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { symbolState } from '../../components/alarm-symbol-shapes.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { useSteadyDecimals } from '../../measurements/reading.tsx';
import css from './wall.module.css';

/** The worst alarms as rows; the others counted. */
export function WallAlarms({ wall, shown }: { wall: Wall; shown: readonly WallAlarm[] }) {
  return (
    <section className={css.alarms}>
      {shown.map((alarm) => (
        <WallAlarmRow key={alarm.id} alarm={alarm} />
      ))}
      <WallMore wall={wall} shown={shown} />
    </section>
  );
}

function WallAlarmRow({ alarm }: { alarm: WallAlarm }) {
  const { severity, state } = alarm;
  const waits = state.active && !state.acknowledged;
  return (
    <div className={waits ? `${css.row} ${css.waits}` : css.row}>
      <AlarmSymbol severity={severity} state={symbolState(state)} acknowledged={state.acknowledged} size={36} />
      <span className={css.name}>
        <span className="el">{alarmTitle(alarm)}</span>
        <span className={`t3 el ${css.small}`}>{alarmPlace(alarm)}</span>
      </span>
      <WallAlarmValue alarm={alarm} />
      <span className={`r nw t2 ${css.small}`}>
        <AlarmStanding alarm={alarm} />
      </span>
    </div>
  );
}

function WallAlarmValue({ alarm: { latest, unit, limit, seriesId, series } }: { alarm: WallAlarm }) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const words = useReadingWords();
  const decimals = useSteadyDecimals(seriesId, latest?.value, limit);
  if (!latest) return <span />;
  const state = series && words.state({ id: seriesId ?? '', unit, latest, ...series }, latest.value);
  return (
    <span className="nw">
      <b className={css.number}>{state ?? formats.quantity(latest.value, unit, decimals)}</b>{' '}
      {limit !== null && state === null && <span className={`t3 ${css.small}`}>{t('limit', { value: formats.reading(limit, decimals) })}</span>}
    </span>
  );
}

function AlarmStanding({ alarm: { state } }: { alarm: WallAlarm }) {
  const { t } = useTranslation('shell');
  if (state.shelved) return t('wall.standing.shelved');
  if (!state.active) return t('wall.standing.ended');
  return state.acknowledged ? t('wall.standing.acknowledged') : t('wall.standing.waits');
}

/** Open alarms of each severity that are not among the rows, and how much of the site is heard from. */
function WallMore({ wall: { summary }, shown }: { wall: Wall; shown: readonly WallAlarm[] }) {
  const { t } = useTranslation('shell');
  const left = severities.flatMap((severity) => {
    const count = summary.open[severity] - shown.filter((alarm) => alarm.severity === severity).length;
    return count > 0 ? [{ severity, count }] : [];
  });
  return (
    <div className={css.more}>
      {left.map(({ severity, count }) => (
        <span key={severity} className="row">
          <AlarmSymbol severity={severity} state="true" size={20} decorative />
          {t(`wall.more.${severity}`, { count })}
        </span>
      ))}
      <span className="grow" />
      <span>{t('wall.heard', { fresh: summary.fresh, total: summary.devices, count: summary.devices })}</span>
    </div>
  );
}
