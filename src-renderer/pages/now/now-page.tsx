import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { ErrorState } from '../../components/page-states.tsx';
import { PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useSummary } from '../../site/summary-queries.ts';
import { AlarmPanel } from '../alarms/alarm-panel.tsx';
import { ValuePanel } from '../values/value-panel.tsx';
import { NowAlarms } from './now-alarms.tsx';
import { NowHead } from './now-head.tsx';
import css from './now-page.module.css';
import { NowToDo } from './now-to-do.tsx';
import { PinnedValues } from './pinned-values.tsx';
import { WhatNext } from './what-next.tsx';

/** Alarms that stay in sight above the values, however little room there is. */
const rowsKept = 5;

/** Is it fine, what is wrong, what do I do. */
export function NowPage() {
  const { alarm: alarmId, series: seriesId } = useSearch({ from: '/frame/' });
  const navigate = useNavigate({ from: '/' });
  const open = useOpenAlarms().data;
  const openAlarm = (alarm: string) => void navigate({ search: { alarm }, replace: true });
  const openSeries = (series: string) => void navigate({ search: { series }, replace: true });
  const close = () => void navigate({ search: {}, replace: true });
  return (
    <>
      <PageMain>
        <NowList alarmId={alarmId} seriesId={seriesId} onOpenAlarm={openAlarm} onOpenSeries={openSeries} />
      </PageMain>
      {alarmId !== undefined && <AlarmPanel id={alarmId} known={open?.alarms.find(({ id }) => id === alarmId)} onClose={close} />}
      {alarmId === undefined && seriesId !== undefined && <ValuePanel seriesId={seriesId} onClose={close} />}
    </>
  );
}

interface NowListProps {
  alarmId: string | undefined;
  seriesId: string | undefined;
  onOpenAlarm: (id: string) => void;
  onOpenSeries: (id: string) => void;
}

function NowList({ alarmId, seriesId, onOpenAlarm, onOpenSeries }: NowListProps) {
  const { t } = useTranslation('alarms');
  const summary = useSummary();
  const { data: open, error, refetch } = useOpenAlarms();
  if (error && !open) return <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />;
  if (!summary || !open) return <SkeletonRows />;
  return (
    <div className={css.page}>
      <NowHead summary={summary} open={open} />
      <div className={open.total === 0 ? css.calm : css.top} style={{ '--rows': Math.min(rowsKept, open.alarms.length) } as CSSProperties}>
        <NowAlarms open={open} openId={alarmId} onOpen={onOpenAlarm} />
        <WhatNext />
      </div>
      <PinnedValues alarms={open.alarms} hasDevices={summary.devices > 0} calm={open.total === 0} openId={seriesId} onOpen={onOpenSeries} />
      <NowToDo devices={summary.devices} />
    </div>
  );
}
