import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm, Severity } from '#contract/alarms.ts';

import { useAlarmJournal } from '../../alarms/alarm-queries.ts';
import { Button } from '../../components/button.tsx';
import { ListFoot, RowList } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageTools } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { localDay, startOfLocalDay } from '../../format/zone.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';
import { ExportJournal } from './export-journal.tsx';
import { journalColumns } from './journal-columns.tsx';
import css from './open-alarm-list.module.css';
import { PrintJournal } from './print-journal.tsx';
import { SeverityFilter } from './severity-filter.tsx';

const typingMs = 250;
/** Days shown, today included; null shows everything. */
const spans = { today: 1, days7: 7, days30: 30, allTime: null } as const;
type Span = keyof typeof spans;
const spanNames: readonly Span[] = ['today', 'days7', 'days30', 'allTime'];

interface TabProps {
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
}

/** Every alarm there ever was, newest first. */
export function JournalTab({ openId, onOpen }: TabProps) {
  const { t } = useTranslation('alarms');
  const filter = useJournalFilter();
  const [search] = useDebouncedValue(filter.text.trim(), typingMs);
  const { severity, fromMs } = filter;
  const asked = { severity, fromMs, search: search === '' ? undefined : search };
  const journal = useAlarmJournal(asked);
  const alarms = journal.data?.pages.flatMap((page) => page.alarms) ?? [];
  return (
    <>
      <PageTools>
        <SearchField label={t('filterJournal')} value={filter.text} onChange={filter.setText} width={220} />
        <SegmentedControl
          aria-label={t('ranges')}
          value={filter.span}
          data={spanNames.map((value) => ({ value, label: t(value) }))}
          onChange={filter.setSpan}
        />
        <SeverityFilter value={severity} onChange={filter.setSeverity} />
        <span className="grow" />
        <PrintJournal filter={asked} />
        <ExportJournal filter={asked} />
      </PageTools>
      <JournalBody journal={journal} alarms={alarms} openId={openId} onOpen={onOpen} onClear={filter.clear} />
      <ListFoot end={journal.hasNextPage && t('footJournalMore')}>
        {journal.data && <span>{t('footJournal', { count: alarms.length })}</span>}
      </ListFoot>
    </>
  );
}

interface JournalBodyProps extends TabProps {
  journal: ReturnType<typeof useAlarmJournal>;
  alarms: readonly ConsoleAlarm[];
  /** Absent where nothing but the time narrows the list. */
  onClear: (() => void) | undefined;
}

function JournalBody({ journal, alarms, openId, onOpen, onClear }: JournalBodyProps) {
  const { t } = useTranslation(['alarms', 'common']);
  const next = () => {
    if (journal.hasNextPage && !journal.isFetchingNextPage) void journal.fetchNextPage();
  };
  if (journal.isPending) return <SkeletonRows lines="one" count={8} />;
  if (!journal.data) {
    return <ErrorState title={t('unreadableJournal')} lost={t('nothingLost')} error={journal.error} onTryAgain={() => void journal.refetch()} />;
  }
  if (alarms.length === 0) {
    const act = onClear && <Button onClick={onClear}>{t('common:act.clearFilter')}</Button>;
    return <EmptyState title={t(onClear ? 'noMatchTitle' : 'emptyJournalTitle')} why={t(onClear ? 'noMatchJournalWhy' : 'emptyJournalWhy')} act={act} />;
  }
  return <JournalList alarms={alarms} openId={openId} onOpen={onOpen} onReachEnd={next} />;
}

function useJournalFilter() {
  const { zone } = useFormats();
  const [text, setText] = useState('');
  const [span, setSpan] = useState<Span>('days7');
  const [severity, setSeverity] = useState<Severity | undefined>();
  const now = useNow(60_000);
  const days = spans[span];
  const fromMs = days === null ? undefined : startOfLocalDay(localDay(now, zone) - days + 1, zone);
  const clear = () => {
    setText('');
    setSeverity(undefined);
  };
  const isNarrowed = text.trim() !== '' || severity !== undefined;
  return { clear: isNarrowed ? clear : undefined, text, setText, span, setSpan: (name: string) => setSpan(spanNames.find((known) => known === name) ?? 'days7'), severity, setSeverity, fromMs };
}

interface JournalListProps extends TabProps {
  alarms: readonly ConsoleAlarm[];
  onReachEnd: () => void;
}

function JournalList({ alarms, openId, onOpen, onReachEnd }: JournalListProps) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const { ref, width } = useElementSize();
  const nowMs = useNow(60_000);
  const selected = useViewStore(({ selection }) => selection.journal);
  const select = useViewStore((state) => state.select);
  return (
    <div ref={ref} className={css.list}>
      <RowList
        label={t('journalList')}
        rows={alarms}
        keyOf={({ id }) => id}
        columns={journalColumns({ t, formats, nowMs, width })}
        lines="one"
        selected={openId ?? selected}
        onSelect={(id) => {
          select('journal', id);
          if (openId !== undefined) onOpen(id);
        }}
        onOpen={onOpen}
        onReachEnd={onReachEnd}
      />
    </div>
  );
}
