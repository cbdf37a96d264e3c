/** The Trends view: values, their stretches of time, saved views. */
import { findSeries } from '../../flows/find-series.ts';
import { startJob } from '../../flows/job-changes.ts';
import { changeQuery, deleteQuery, listSaved, saveQuery, siteViews } from '../../flows/saved-queries.ts';
import { trendExport, withSteps } from '../../flows/trend-export.ts';
import { seriesLimits, trendRanges, usualHoursOf } from '../../flows/trend-ranges.ts';
import type { ConsoleHandlers } from './call.ts';
import { trendRangesJson } from './range-json.ts';
import { idList } from './series-handlers.ts';

type TrendCalls = 'findSeries' | 'trendRanges' | 'usualHours' | 'seriesLimits' | 'exportTrend' | 'views' | 'saveView' | 'changeView' | 'deleteView';

export const trendHandlers: Pick<ConsoleHandlers, TrendCalls> = {
  findSeries: ({ tenant }, question) => findSeries(tenant, question),
  trendRanges: async ({ tenant, gone }, { ids, fromMs, toMs, points }) =>
    trendRangesJson(await trendRanges(tenant, idList(ids), { fromMs, toMs }, points, gone)),
  usualHours: ({ tenant, gone }, { id, fromMs, toMs }) => usualHoursOf(tenant, Number(id), { fromMs, toMs }, gone),
  seriesLimits: ({ tenant }, { ids }) => ({ limits: seriesLimits(tenant, idList(ids)) }),
  async exportTrend({ tenant, person }, parameters) {
    return { jobId: String(await startJob(tenant, trendExport, withSteps(tenant, parameters), person.user.userName)) };
  },
  views: ({ tenant }) => ({ views: listSaved(tenant, siteViews) }),
  saveView: ({ tenant, person }, draft) => saveQuery(tenant, siteViews, draft, person.user.userName),
  changeView: ({ tenant, person }, { id, ...draft }) => changeQuery(tenant, siteViews, id, draft, person.user.userName),
  deleteView: async ({ tenant }, { id }) => ({ views: await deleteQuery(tenant, siteViews, id) }),
};
