import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { fits } from '../../alarms/alarm-filter.ts';
import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { ListFoot } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageTools } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useMaintenanceCount } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { OpenAlarmList } from './open-alarm-list.tsx';
import { SeverityFilter } from './severity-filter.tsx';

interface TabProps {
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
}

/** The open alarms with their filters. */
export function OpenTab({ openId, onOpen }: TabProps) {
  const { t } = useTranslation('alarms');
  const { count } = useFormats();
  const { data, error, refetch } = useOpenAlarms();
  const filter = useOpenFilter();
  if (error && !data) return <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  if (data.alarms.length === 0) return <NoOpenAlarms />;
  const fitting = data.alarms.filter((alarm) => fits(alarm, filter));
  const unacknowledged = data.alarms.filter(({ state }) => !state.acknowledged).length;
  return (
    <>
      <PageTools>
        <SearchField label={t('filter')} value={filter.text} onChange={filter.setText} />
        <SeverityFilter value={filter.severity} onChange={filter.setSeverity} />
        <Chip on={filter.onlyUnacknowledged} onChange={filter.setOnlyUnacknowledged}>
          {t('onlyUnacknowledged')} <b>{count(unacknowledged)}</b>
        </Chip>
      </PageTools>
      {fitting.length === 0 ? (
        <NoMatch count={data.alarms.length} onClear={filter.clear} />
      ) : (
        <OpenAlarmList list="alarms" alarms={fitting} openId={openId} onOpen={onOpen} />
      )}
      <OpenFoot alarms={data.alarms} shown={fitting.length} total={data.total} unacknowledged={unacknowledged} />
    </>
  );
}

/** What narrows the list; the severity lives in the address, so that the counts in the title bar can link to it. */
function useOpenFilter() {
  const { severity } = useSearch({ from: '/frame/alarms' });
  const navigate = useNavigate({ from: '/alarms' });
  const [text, setText] = useState('');
  const [onlyUnacknowledged, setOnlyUnacknowledged] = useState(false);
  const setSeverity = (next: typeof severity) => void navigate({ search: (search) => ({ ...search, severity: next }), replace: true });
  const clear = () => {
    setText('');
    setOnlyUnacknowledged(false);
    setSeverity(undefined);
  };
  return { text, severity, onlyUnacknowledged, setText, setSeverity, setOnlyUnacknowledged, clear };
}

function NoOpenAlarms() {
  const { t } = useTranslation('alarms');
  const navigate = useNavigate({ from: '/alarms' });
  const worked = useMaintenanceCount() ?? 0;
  const openJournal = () => void navigate({ search: { tab: 'journal' } });
  return (
    <>
      <EmptyState title={t('emptyTitle')} why={t('emptyWhy')} act={<Button onClick={openJournal}>{t('emptyAct')}</Button>} />
      {worked > 0 && (
        <ListFoot>
          <InMaintenance />
        </ListFoot>
      )}
    </>
  );
}

function NoMatch({ count, onClear }: { count: number; onClear: () => void }) {
  const { t } = useTranslation(['alarms', 'common']);
  const act = <Button onClick={onClear}>{t('common:act.clearFilter')}</Button>;
  return <EmptyState title={t('noMatchTitle')} why={t('noMatchWhy', { count })} act={act} />;
}

interface OpenFootProps {
  alarms: readonly ConsoleAlarm[];
  shown: number;
  total: number;
  unacknowledged: number;
}

function OpenFoot({ alarms, shown, total, unacknowledged }: OpenFootProps) {
  const { t } = useTranslation('alarms');
  const hidden = total - alarms.length;
  return (
    <ListFoot end={hidden > 0 && t('footNotShown', { count: hidden })}>
      <span>{t('footOpen', { count: total })}</span>
      {unacknowledged > 0 && <span>{t('footUnacknowledged', { count: unacknowledged })}</span>}
      {shown < alarms.length && <span>{t('footFiltered', { shown, total: alarms.length })}</span>}
      <InMaintenance />
    </ListFoot>
  );
}

/** Alarms there are recorded only: whoever misses one is told where it stands. */
function InMaintenance() {
  const { t } = useTranslation('alarms');
  const count = useMaintenanceCount() ?? 0;
  if (count === 0) return null;
  const words = t('footMaintenance', { count });
  return (
    <span className="el" title={words}>
      {words}
    </span>
  );
}
