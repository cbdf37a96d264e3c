/** Series to choose from in a rule's sentence. Pure. */
import { seriesName } from '../../measurements/series-name.ts';
import type { SeriesName } from '../../rules/rule-form.ts';

/** A line break stands in no name a device sends. */
const between = '\n';

export function keyOfSeries({ fragment, series }: SeriesName): string {
  return fragment + between + series;
}

export function seriesOfKey(key: string): SeriesName {
  const [fragment = '', series = ''] = key.split(between);
  return { fragment, series };
}

/** What to call each of several series: those that read alike get the device's own names behind. */
export function seriesLabels(all: readonly SeriesName[]): ReadonlyMap<string, string> {
  const alike = Map.groupBy(all, seriesName);
  return new Map(
    all.map((one) => {
      const name = seriesName(one);
      const isAlone = (alike.get(name)?.length ?? 0) < 2;
      return [keyOfSeries(one), isAlone ? name : `${name} (${one.fragment}.${one.series})`];
    }),
  );
}
