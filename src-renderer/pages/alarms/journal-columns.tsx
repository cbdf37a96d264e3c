import type { TFunction } from 'i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { AlarmStateSymbol, NameAndTime } from '../../alarms/alarm-cells.tsx';
import { alarmPlace, alarmTitle } from '../../alarms/alarm-words.ts';
import type { Column } from '../../components/list/columns.ts';
import type { Formats } from '../../format/use-formats.ts';

interface ColumnQuestion {
  t: TFunction<'alarms'>;
  formats: Formats;
  nowMs: number;
  /** Room for the list in px. */
  width: number;
}

const roomForPlace = 860;
const roomForWho = 620;

/** Day and second: the journal is read backwards through many days. */
export function whenText(timeMs: number, { formats, nowMs }: Pick<ColumnQuestion, 'formats' | 'nowMs'>): string {
  const moment = formats.moment(timeMs, nowMs);
  return moment === formats.clock(timeMs) ? formats.seconds(timeMs) : `${moment} ${formats.clock(timeMs)}`;
}

/** The columns of the journal. */
export function journalColumns(question: ColumnQuestion): Column<ConsoleAlarm>[] {
  const { t, formats, width } = question;
  const text = (name: string, head: string, track: string, words: (alarm: ConsoleAlarm) => string): Column<ConsoleAlarm> => ({
    name,
    head,
    width: track,
    cell: (alarm) => (
      <div className="el t2 tn" title={words(alarm)}>
        {words(alarm)}
      </div>
    ),
  });
  const place = text('place', t('place'), 'minmax(0, 0.7fr)', alarmPlace);
  const who: Column<ConsoleAlarm> = {
    name: 'who',
    head: t('acknowledged'),
    width: 'minmax(176px, 0.6fr)',
    cell: (alarm) => <AcknowledgedBy alarm={alarm} question={question} />,
  };
  return [
    {
      name: 'since',
      head: t('began'),
      width: '136px',
      cell: ({ sinceMs }) => (
        <span className="nw t2" title={formats.full(sinceMs)}>
          {whenText(sinceMs, question)}
        </span>
      ),
    },
    { name: 'symbol', head: t('severity'), headUnseen: true, width: '22px', cell: (alarm) => <AlarmStateSymbol alarm={alarm} size={20} /> },
    {
      name: 'alarm',
      head: t('alarm'),
      width: 'minmax(0, 1fr)',
      cell: (alarm) => <AlarmAndQuiet alarm={alarm} t={t} />,
    },
    ...(width >= roomForPlace ? [place] : []),
    text('ended', t('ended'), '136px', ({ endedMs }) => (endedMs === null ? t('stillOn') : whenText(endedMs, question))),
    ...(width >= roomForWho ? [who] : []),
  ];
}

/** Its words, and that it was recorded only, where nobody was told. */
function AlarmAndQuiet({ alarm, t }: { alarm: ConsoleAlarm; t: TFunction<'alarms'> }) {
  const title = alarmTitle(alarm);
  const { suppressed } = alarm.state;
  return (
    <div className="row">
      <span className="el" title={title}>
        {title}
      </span>
      {suppressed && <span className="t3 sm nw">{t(`quiet.${suppressed}`)}</span>}
    </div>
  );
}

function AcknowledgedBy({ alarm: { acknowledgedBy, acknowledgedMs, sinceMs }, question: { formats, nowMs } }: { alarm: ConsoleAlarm; question: ColumnQuestion }) {
  if (acknowledgedMs === null) return null;
  const isSameDay = formats.weekday(acknowledgedMs) === formats.weekday(sinceMs);
  const time = isSameDay ? formats.clock(acknowledgedMs) : formats.deadline(acknowledgedMs, nowMs);
  return (
    <div className="t2 el">
      {acknowledgedBy === null ? <span className="nw">{time}</span> : <NameAndTime name={acknowledgedBy} time={time} />}
    </div>
  );
}
