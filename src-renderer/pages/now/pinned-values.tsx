import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/page-states.tsx';
import { usePins, useRecent, useSeriesById, useTrends } from '../../measurements/series-queries.ts';
import { useRules } from '../../rules/rule-queries.ts';
import css from './now-page.module.css';
import { PinnedValue } from './pinned-value.tsx';
import cells from './pinned-value.module.css';

const trendMs = 8 * 3_600_000;

interface PinnedValuesProps {
  alarms: readonly ConsoleAlarm[];
  hasDevices: boolean;
  /** The series whose panel is open. */
  openId: string | undefined;
  onOpen: (seriesId: string) => void;
}

/** Values somebody pinned, each with its last eight hours. */
export function PinnedValues({ alarms, hasDevices, openId, onOpen }: PinnedValuesProps) {
  const { t } = useTranslation('now');
  const pins = usePins();
  const known = useSeriesById(pins ?? []);
  const range = useRecent(trendMs);
  const trends = useTrends(pins ?? [], range);
  const limited = useRules().data?.rules.some(({ enabled, condition }) => enabled && condition.kind === 'threshold');
  if (pins === undefined) return null;
  if (pins.length === 0) return <NothingPinned hasDevices={hasDevices} />;
  return (
    <section className={css.pins}>
      <div className={css.bar}>
        <h2>{t('pinned')}</h2>
        <span className="sm t3">{limited ? t('pinnedBand') : t('pinnedHint')}</span>
      </div>
      <div className={cells.cells}>
        {pins
          .flatMap((id) => known.get(id) ?? [])
          .map((series) => (
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
