/** Series and their points. */
import { findSome, listSeriesNames, seriesPoints, seriesTrends } from '../../flows/console-series.ts';
import { manyNames } from '../../flows/find.ts';
import type { ConsoleHandlers } from './call.ts';
import { rangeJson, rangesJson } from './range-json.ts';
import { seriesJson } from './series-json.ts';

/** `1,2,3` as numbers; what is no id names no series and is left out. */
export function idList(text: string): number[] {
  return text.split(',').flatMap((part) => (/^\d{1,15}$/.test(part) ? Number(part) : []));
}

/** An id no object has. */
const nobody = -1;

export const seriesHandlers: Pick<ConsoleHandlers, 'series' | 'seriesNames' | 'points' | 'trends'> = {
  series({ tenant }, { deviceId, ids, limit }) {
    const filter = {
      deviceId: deviceId === undefined ? undefined : (idList(deviceId)[0] ?? nobody),
      ids: ids === undefined ? undefined : idList(ids),
      limit,
    };
    return seriesJson(tenant, findSome(tenant, filter), (deviceIds) => manyNames(tenant, deviceIds));
  },
  seriesNames: ({ tenant }) => ({ names: listSeriesNames(tenant) }),
  points: async ({ tenant, gone }, { id, ...question }) => rangeJson(await seriesPoints(tenant, Number(id), question, gone)),
  trends: async ({ tenant, gone }, { ids, ...question }) => rangesJson(await seriesTrends(tenant, idList(ids), question, gone)),
};
