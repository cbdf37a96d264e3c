import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import type { JournalFilter } from '../../alarms/alarm-queries.ts';
import { alarmPlace, alarmTitle } from '../../alarms/alarm-words.ts';
import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useConsoleState } from '../../api/console-state.ts';
import { IconButton } from '../../components/button.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { zoneCity } from '../../format/zone.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { coreNow } from '../../state/now.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './print-journal.module.css';

/** Some sixty pages: who wants more wants the file. */
const mostPrinted = 2_000;

interface Sheet {
  alarms: readonly ConsoleAlarm[];
  more: boolean;
  madeMs: number;
}

/** The alarms of the filter, newest first, whole pages at a time. */
async function sheetOf(filter: JournalFilter): Promise<Sheet> {
  const alarms: ConsoleAlarm[] = [];
  for (;;) {
    const last = alarms.at(-1);
    const place = last ? { beforeMs: last.sinceMs, beforeId: last.id } : {};
    const page = await call('alarmJournal', { ...filter, ...place, limit: 500 });
    alarms.push(...page.alarms);
    if (!page.more || alarms.length >= mostPrinted) return { alarms, more: page.more, madeMs: coreNow() };
  }
}

/** The journal as it is narrowed, on paper: a plain table with its heads on every page, readable without colour. */
export function PrintJournal({ filter }: { filter: JournalFilter }) {
  const { t } = useTranslation(['alarms', 'common']);
  const { mutate, data, reset, isPending } = useMutation({
    mutationFn: () => sheetOf(filter),
    onError: (error) => showToast({ text: t('print.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
  });
  const lost = useIsLost();
  const run = () => {
    if (!isPending) mutate();
  };
  useKeys('page', [{ key: 'Ctrl+P', label: t('print.act'), run }], !lost);
  return (
    <>
      {!lost && <IconButton icon="print" label={t('print.act')} keyHint="Ctrl+P" onClick={run} />}
      {data && createPortal(<PrintSheet sheet={data} onPrinted={reset} />, document.body)}
    </>
  );
}

/** What is printed in the place of the console; on the screen it is not seen. */
function PrintSheet({ sheet: { alarms, more, madeMs }, onPrinted }: { sheet: Sheet; onPrinted: () => void }) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const site = useConsoleState()?.site?.name ?? '';
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  return (
    <section className={css.sheet} aria-label={t('print.sheet')}>
      <h1>{t('print.title', { site })}</h1>
      <p>
        {t('print.made', { time: formats.full(madeMs), zone: zoneCity(formats.zone), count: alarms.length })}
        {more && ` ${t('print.more')}`}
      </p>
      <SheetTable alarms={alarms} />
    </section>
  );
}

function SheetTable({ alarms }: { alarms: readonly ConsoleAlarm[] }) {
  const { t } = useTranslation(['alarms', 'common']);
  const { full } = useFormats();
  const heads = [t('began'), t('severity'), t('alarm'), t('place'), t('ended'), t('acknowledged')];
  return (
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {alarms.map((alarm) => (
          <tr key={alarm.id}>
            <td>{full(alarm.sinceMs)}</td>
            <td>{t(`common:severity.${alarm.severity}`)}</td>
            <td>{alarm.state.suppressed ? `${alarmTitle(alarm)}, ${t(`quiet.${alarm.state.suppressed}`)}` : alarmTitle(alarm)}</td>
            <td>{alarmPlace(alarm)}</td>
            <td>{alarm.endedMs === null ? t('stillOn') : full(alarm.endedMs)}</td>
            <td>{alarm.acknowledgedMs === null ? '' : t('who', { name: alarm.acknowledgedBy ?? '', time: full(alarm.acknowledgedMs) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
