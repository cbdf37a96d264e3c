import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { EmptyState } from '../../components/page-states.tsx';
import { normalBand } from '../../measurements/normal-band.ts';
import { usePins, useRecent, useSeriesById, useTrends } from '../../measurements/series-queries.ts';
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
  const rules = useRules();
  if (pins === undefined) return null;
  const series = pins.flatMap((id) => known.get(id) ?? []);
  if (pins.length === 0) return <NothingPinned hasDevices={hasDevices} />;
  const bands = new Map(series.map((one) => [one.id, normalBand(one, rules)]));
  const anyBand = [...bands.values()].some((band) => band !== null);
  return (
    <section className={css.pins}>
      <div className={css.bar}>
        <h2>{t('pinned')}</h2>
        <span className="sm t3">{anyBand ? t('pinnedBand') : t('pinnedHint')}</span>
      </div>
      <div className={cells.cells}>
        {series.map((one) => (
          <PinnedValue
            key={one.id}
            series={one}
            trend={trends.get(one.id)}
            normal={bands.get(one.id) ?? null}
            range={range}
            alarm={alarms.find(({ cause, state }) => cause?.seriesId === one.id && state.active)}
            open={one.id === openId}
            onOpen={() => onOpen(one.id)}
          />
        ))}
      </div>
    </section>
  );
}

/** The rules, for what is normal; a person who may not read them sees no bands. */
function useRules() {
  const { data } = useQuery({ queryKey: queryKeys.rules, queryFn: ({ signal }) => call('rules', {}, signal) });
  return data?.rules ?? [];
}

function NothingPinned({ hasDevices }: { hasDevices: boolean }) {
  const { t } = useTranslation('now');
  if (!hasDevices) return <EmptyState title={t('noDevicesTitle')} why={t('noDevicesWhy')} />;
  return <EmptyState title={t('noPinsTitle')} why={t('noPinsWhy')} />;
}
