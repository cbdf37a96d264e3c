/** A series and its trend for a row of a long list: rows ask one by one, the core is asked for many at once. */
import { useQuery } from '@tanstack/react-query';

import type { ConsoleSeries, PointRange } from '#contract/measurements.ts';

import { inBatches } from '../api/batches.ts';
import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { learnPrecision } from './precision.ts';

/** The core answers at most this many trends at once; ids of series fit one address likewise. */
const atOnce = 100;

const loadSeries = inBatches<ConsoleSeries>({
  ask: async (ids) => {
    const { series } = await call('series', { ids: ids.join() });
    return new Map(series.map((one) => [one.id, one]));
  },
  atOnce,
});

/** The newest state of one series, kept current by the feed; `null` asks for none. */
export function useRowSeries(id: string | null): ConsoleSeries | undefined {
  return useQuery({
    queryKey: queryKeys.seriesList({ ids: [id] }),
    queryFn: async () => {
      const series = await loadSeries(id ?? '');
      return { series: series ? [series] : [] };
    },
    enabled: id !== null,
  }).data?.series[0];
}

interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Trends of different stretches go in different calls; rows of one list share theirs. */
const loaders = new Map<string, (id: string) => Promise<PointRange | undefined>>();
/** Stretches move on with the minute: only the newest few are in use. */
const loadersKept = 4;

function loaderFor({ fromMs, toMs }: Stretch): (id: string) => Promise<PointRange | undefined> {
  const name = `${fromMs} ${toMs}`;
  const known = loaders.get(name);
  if (known) return known;
  const made = inBatches<PointRange>({
    ask: async (ids) => {
      const { trends } = await call('trends', { ids: ids.join(), fromMs, toMs });
      return new Map(learnPrecision(trends).map((trend) => [trend.seriesId, trend]));
    },
    atOnce,
  });
  loaders.set(name, made);
  const oldest = loaders.keys().next().value;
  if (loaders.size > loadersKept && oldest !== undefined) loaders.delete(oldest);
  return made;
}

/** The trend of one series over a stretch; the one before stays while the stretch moves on. */
export function useRowTrend(id: string | null, stretch: Stretch): PointRange | undefined {
  return (
    useQuery({
      queryKey: queryKeys.rowTrend(id ?? '', stretch),
      queryFn: async () => (await loaderFor(stretch)(id ?? '')) ?? null,
      enabled: id !== null,
      placeholderData: (before, query) => (query?.queryKey[2] === id ? before : undefined),
    }).data ?? undefined
  );
}
