import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useLastAlarm } from '../../alarms/alarm-queries.ts';
import { alarmTitle } from '../../alarms/alarm-words.ts';
import type { OpenAlarms } from '../../alarms/open-alarms.ts';
import { TextButton } from '../../components/button.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { rowHeights } from '../../state/density.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';
import { OpenAlarmList } from '../alarms/open-alarm-list.tsx';
import css from './now-page.module.css';

interface NowAlarmsProps {
  open: OpenAlarms;
  openId: string | undefined;
  onOpen: (id: string) => void;
}

/** The open alarms; when there is none, since when. */
export function NowAlarms({ open, openId, onOpen }: NowAlarmsProps) {
  const { t } = useTranslation('now');
  const height = rowHeights[useViewStore((state) => state.density)].two;
  if (open.total === 0) return <QuietLine />;
  return (
    <section className={css.alarms}>
      <div className={css.bar}>
        <h2>{t('openAlarms')}</h2>
        <span className="grow" />
        {open.total > open.alarms.length && <span className="sm t3">{t('moreAlarms', { count: open.total - open.alarms.length })}</span>}
      </div>
      <div className={css.alarmRows}>
        <OpenAlarmList list="now" alarms={open.alarms} withHead={false} openId={openId} onOpen={onOpen} height={height * open.alarms.length} />
      </div>
    </section>
  );
}

/** "No open alarms. The last one, Loading dock door open, ended 3 days ago." */
function QuietLine() {
  const { t } = useTranslation('now');
  const formats = useFormats();
  const navigate = useNavigate();
  const last = useLastAlarm(true);
  const now = useNow(60_000);
  if (!last) return null;
  const ended = last.endedMs !== null && t('lastOne', { text: alarmTitle(last), age: formats.age(now - last.endedMs) });
  return (
    <p className={css.quiet}>
      {t('noOpen')} {ended}
      <span className="grow" />
      <TextButton onClick={() => void navigate({ to: '/alarms', search: { tab: 'journal' } })}>{t('openJournal')}</TextButton>
    </p>
  );
}
