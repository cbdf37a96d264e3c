/** Finding a value by what people call it: its device, the groups around that, its own name, its unit. */
import { foldText, placeOf, queryWords } from '#contract/find-words.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import type { Series } from '../measurements/series-memory.ts';
import { namesOf } from './console-devices.ts';
import { pictureOfSeries } from './console-series.ts';
import type { OpenTenant } from './open-tenant.ts';

export type FoundSeries = ConsoleSeries & { place: string | null };

export interface SeriesQuestion {
  /** All of them must be found; none finds everything. */
  words: string;
  /** Id of a series; only those called like it are wanted. */
  like?: string | undefined;
  limit: number;
}

function candidates(tenant: OpenTenant, like: string | undefined): Series[] {
  const all = [...tenant.series.all()];
  if (like === undefined) return all;
  const model = tenant.series.get(Number(like));
  return all.filter(({ fragment, series }) => fragment === model?.fragment && series === model.series);
}

/** Names of devices and of the groups around them, looked up once. */
function namesAround(tenant: OpenTenant, series: readonly Series[]): ReadonlyMap<number, string> {
  const deviceIds = new Set(series.map(({ deviceId }) => deviceId));
  const groupIds = [...deviceIds].flatMap((id) => [...tenant.groups.ancestorsOf(id)]);
  return namesOf(tenant, [...new Set([...deviceIds, ...groupIds])]);
}

/** What words are looked for in; a maker's `c8y_TemperatureMeasurement` is found by "temperature". */
function textOf(tenant: OpenTenant, series: Series, names: ReadonlyMap<number, string>): string {
  const around = [...tenant.groups.ancestorsOf(series.deviceId)].map((id) => names.get(id) ?? '');
  const own = `${series.fragment} ${series.series}`.replaceAll(/[_\-.]+/g, ' ');
  return foldText([names.get(series.deviceId) ?? '', ...around, own, series.fragment, series.unit ?? ''].join(' '));
}

/** Series that fit, by device and in the order a device first told of them; `total` counts those beyond the limit too. */
export function findSeries(tenant: OpenTenant, { words, like, limit }: SeriesQuestion): { series: FoundSeries[]; total: number } {
  const wanted = queryWords(words);
  const all = candidates(tenant, like);
  const names = namesAround(tenant, all);
  const fitting = all.filter((series) => {
    const text = textOf(tenant, series, names);
    return wanted.every((word) => placeOf(text, word) !== null);
  });
  const nameOf = ({ deviceId }: Series): string => names.get(deviceId) ?? '';
  fitting.sort((one, other) => nameOf(one).localeCompare(nameOf(other)) || one.deviceId - other.deviceId || one.id - other.id);
  const shown = fitting.slice(0, limit).map((series) => {
    const place = tenant.groups.parentsOf(series.deviceId)[0];
    return { ...pictureOfSeries(tenant, series, nameOf(series)), place: place === undefined ? null : (names.get(place) ?? null) };
  });
  return { series: shown, total: fitting.length };
}
