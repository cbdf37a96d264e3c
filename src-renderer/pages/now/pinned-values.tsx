import { useElementSize } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/page-states.tsx';
import { usePins, useRecent, useSeriesById, useTrends } from '../../measurements/series-queries.ts';
import { useRules } from '../../rules/rule-queries.ts';
import { useTrendsKey, useValuesInTrends } from '../trends/open-trends.ts';
import css from './now-page.module.css';
import { PinnedValue } from './pinned-value.tsx';
import cells from './pinned-value.module.css';

const trendMs = 8 * 3_600_000;

interface PinnedValuesProps {
  alarms: readonly ConsoleAlarm[];
  hasDevices: boolean;
  /** No alarm is open: the room is the values'. */
  calm: boolean;
  /** The series whose panel is open. */
  openId: string | undefined;
  onOpen: (seriesId: string) => void;
}

/** Values somebody pinned, each with its last eight hours. */
export function PinnedValues({ alarms, hasDevices, calm, openId, onOpen }: PinnedValuesProps) {
  const { t } = useTranslation('now');
  const pins = usePins();
  const known = useSeriesById(pins ?? []);
  const range = useRecent(trendMs);
  const trends = useTrends(pins ?? [], range);
  const limited = useRules().data?.rules.some(({ enabled, condition }) => enabled && condition.kind === 'threshold');
  const shown = (pins ?? []).flatMap((id) => known.get(id) ?? []);
  const onFocused = usePinsInTrends(shown);
  const { ref, width } = useElementSize<HTMLElement>();
  const rows = rowsOf(shown.length, width);
  if (pins === undefined) return null;
  if (pins.length === 0) return <NothingPinned hasDevices={hasDevices} />;
  return (
    <section className={css.pins} style={{ minHeight: barHeight + rows * lowestRow }} ref={ref}>
      <div className={css.bar}>
        <h2>{t('pinned')}</h2>
        <span className="sm t3">{limited ? t('pinnedBand') : t('pinnedHint')}</span>
      </div>
      <div
        className={calm ? `${cells.cells} ${cells.tall}` : cells.cells}
        onFocus={({ target }) => onFocused(target.closest<HTMLElement>('[data-series]')?.dataset['series'])}
        onBlur={() => onFocused(undefined)}
      >
        {shown.map((series) => (
          <PinnedValue
            key={series.id}
            series={series}
            trend={trends.get(series.id)}
            range={range}
            alarm={alarms.find(({ cause, state }) => cause?.seriesId === series.id && state.active)}
            open={series.id === openId}
            onOpen={() => onOpen(series.id)}
          />
        ))}
      </div>
    </section>
  );
}

/** Heights in px, as in the style sheets: the title, and a row of values that still shows its trends. */
const barHeight = 34;
const lowestRow = 106;
const narrowest = 176;

/** Rows the values take: all of them stay in sight before any grows. */
function rowsOf(count: number, width: number): number {
  const columns = Math.max(1, Math.floor(width / narrowest));
  return Math.ceil(count / Math.min(columns, width >= 1500 ? 6 : columns));
}

/** As many as one picture holds well. */
const mostTogether = 4;

/** G shows the value that has the focus in Trends, else the first few; the alarms' own G lies nearer than that. */
function usePinsInTrends(shown: readonly ConsoleSeries[]): (focusedId: string | undefined) => void {
  const [focusedId, setFocusedId] = useState<string>();
  const focused = useValuesInTrends(shown.filter(({ id }) => id === focusedId));
  useTrendsKey('page', useValuesInTrends(shown.slice(0, mostTogether)));
  useTrendsKey('panel', focused);
  return setFocusedId;
}

function NothingPinned({ hasDevices }: { hasDevices: boolean }) {
  const { t } = useTranslation('now');
  const navigate = useNavigate();
  const mayAdd = useMay('devices:write');
  if (hasDevices) {
    const act = <Button onClick={() => void navigate({ to: '/devices' })}>{t('noPinsAct')}</Button>;
    return <EmptyState title={t('noPinsTitle')} why={t('noPinsWhy')} act={act} />;
  }
  const act = mayAdd && (
    <Button kind="primary" onClick={() => void navigate({ to: '/devices', search: { add: true } })}>
      {t('noDevicesAct')}
    </Button>
  );
  return <EmptyState title={t('noDevicesTitle')} why={mayAdd ? t('noDevicesWhy') : t('noDevicesWait')} act={act} />;
}
