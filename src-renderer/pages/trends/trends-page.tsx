import { useNavigate, useSearch } from '@tanstack/react-router';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageMain } from '../../components/page.tsx';
import { usePins } from '../../measurements/series-queries.ts';
import { AlarmPanel } from '../alarms/alarm-panel.tsx';
import { SavedViews } from './saved-views.tsx';
import { TrendCharts } from './trend-charts.tsx';
import { TrendFoot } from './trend-foot.tsx';
import { TrendHead } from './trend-head.tsx';
import { TrendList } from './trend-list.tsx';
import { useTrendMemory } from './trend-memory.ts';
import { searchOf, viewOf } from './trend-search.ts';
import { TrendTools } from './trend-tools.tsx';
import css from './trends-page.module.css';
import { useTrendData } from './use-trend-data.ts';
import { useTrendKeys } from './use-trend-keys.ts';
import { type TrendControls, useTrendView } from './use-trend-view.ts';
import { AddValue } from './value-picker.tsx';

/** Any values over any time. */
export function TrendsPage() {
  const controls = useTrendView();
  const { alarm } = useSearch({ from: '/frame/trends' });
  const navigate = useNavigate({ from: '/trends' });
  const setAlarm = (id: string | undefined) => void navigate({ search: (search) => ({ ...search, alarm: id }), replace: true });
  const isRestoring = useRestoredView();
  if (isRestoring) return <PageMain>{null}</PageMain>;
  return (
    <>
      <PageMain>{controls.view.values.length === 0 ? <NoValues controls={controls} /> : <Trends controls={controls} onAlarm={setAlarm} />}</PageMain>
      {alarm !== undefined && <AlarmPanel id={alarm} known={undefined} onClose={() => setAlarm(undefined)} />}
    </>
  );
}

/** At first as many pinned values as one picture holds well. */
const mostPinned = 4;

/** Opened without saying what: as one left it, else the pinned values. @returns true while that is not decided. */
function useRestoredView(): boolean {
  const search = useSearch({ from: '/frame/trends' });
  const navigate = useNavigate({ from: '/trends' });
  const last = useTrendMemory((memory) => memory.last);
  const pins = usePins();
  const isBare = Object.keys(search).every((name) => search[name as keyof typeof search] === undefined);
  const pinned = pins && { ...viewOf({}), values: pins.slice(0, mostPinned) };
  const restored = last ?? (pinned && searchOf(pinned));
  useEffect(() => {
    if (isBare && restored) void navigate({ search: restored, replace: true });
  }, [isBare, restored, navigate]);
  return isBare;
}

function Trends({ controls, onAlarm }: { controls: TrendControls; onAlarm: (id: string) => void }) {
  const { t } = useTranslation('trends');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const data = useTrendData(controls, width);
  const [selected, setSelected] = useState<string>();
  useTrendKeys(controls, Math.max(0, ...data.values.map(({ range }) => range?.bucketMs ?? 0)));
  const { error, tryAgain } = data.failure;
  return (
    <div className={css.page}>
      <TrendList controls={controls} data={data} selected={selected} onSelect={setSelected} />
      <div className={css.main}>
        <TrendHead controls={controls} data={data} />
        <TrendTools controls={controls} />
        {error ? (
          <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={tryAgain} />
        ) : (
          <TrendCharts controls={controls} data={data} measure={ref} width={width} onAlarm={onAlarm} />
        )}
        <TrendFoot controls={controls} data={data} />
      </div>
    </div>
  );
}

/** Nothing is picked: what will be here, and the one act that brings it. */
function NoValues({ controls }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  return (
    <div className={css.page}>
      <div className={css.list}>
        <header className={css.listHead}>
          <h1>{t('title.none')}</h1>
        </header>
        <SavedViews controls={controls} />
      </div>
      <div className={css.main}>
        <EmptyState title={t('emptyTitle')} why={t('emptyWhy')} act={<AddValue controls={controls} primary />} />
      </div>
    </div>
  );
}
