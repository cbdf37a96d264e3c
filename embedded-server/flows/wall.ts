/** What the wall display shows. */
import { compareAlarms, type ConsoleAlarm } from '#contract/alarms.ts';
import type { CallAnswer } from '#contract/console-api.ts';
import type { DisplayView, WallAlarm } from '#contract/console/wall-calls.ts';
import { leanRange, type ConsoleSeries } from '#contract/measurements.ts';

import { readSite } from '../tenants/site-settings.ts';
import { openAlarms } from './console-alarms.ts';
import { namesOf } from './console-devices.ts';
import { listSeries, type SeriesRange, seriesTrends } from './console-series.ts';
import type { OpenTenant } from './open-tenant.ts';
import { listPins } from './site-changes.ts';
import { siteSummary } from './site-summary.ts';

const mostAlarms = 30;
const trendMs = 8 * 3_600_000;
const trendPoints = 60;

function wallAlarm(tenant: OpenTenant, alarm: ConsoleAlarm): WallAlarm {
  const { id, deviceName, place, type, text, severity, state, sinceMs, endedMs, latest, cause } = alarm;
  const series = tenant.series.get(Number(cause?.seriesId ?? 0));
  // Why somebody shelved it, and who, is not for a hall.
  const shelved = state.shelved && { ...state.shelved, reason: '', by: '' };
  return {
    id,
    deviceName,
    place,
    type,
    text,
    severity,
    state: { ...state, shelved },
    sinceMs,
    endedMs,
    latest,
    unit: cause?.unit ?? null,
    limit: cause?.limit ?? null,
    seriesId: cause?.seriesId ?? null,
    series: series ? { fragment: series.fragment, series: series.series } : null,
  };
}

/** The limits between which no threshold rule raises an alarm. */
function limitsOf(tenant: OpenTenant, { deviceId, fragment, series }: ConsoleSeries): { low: number | null; high: number | null } {
  const groups = tenant.groups.ancestorsOf(Number(deviceId));
  const limits = { above: [] as number[], below: [] as number[] };
  for (const { enabled, scope, series: watched, condition } of tenant.rules.rules()) {
    const isSeries = watched?.fragment === fragment && watched.series === series;
    const covers = scope.kind === 'all' || (scope.kind === 'device' ? scope.deviceId === deviceId : groups.has(Number(scope.groupId)));
    if (enabled && isSeries && covers && condition.kind === 'threshold') limits[condition.direction].push(condition.limit);
  }
  return {
    low: limits.below.length > 0 ? Math.max(...limits.below) : null,
    high: limits.above.length > 0 ? Math.min(...limits.above) : null,
  };
}

function trendOf({ seriesId, added, fromMs, toMs, bucketMs, timeMs, min, max, mean, count }: SeriesRange) {
  return leanRange({ seriesId, added, fromMs, toMs, bucketMs, timeMs: Array.from(timeMs), min: Array.from(min), max: Array.from(max), mean: Array.from(mean), count });
}

interface WallQuestion {
  /** Also the last hours of the pinned values. */
  withTrends: boolean;
  display: DisplayView | null;
  gone: AbortSignal;
}

/** Everything on the wall in one picture. */
export async function wallPicture(tenant: OpenTenant, { withTrends, display, gone }: WallQuestion): Promise<CallAnswer<'wall'>> {
  const nowMs = tenant.clock.now();
  const ids = listPins(tenant).map(Number);
  const pins = listSeries(tenant, { ids, limit: ids.length }, (deviceIds) => namesOf(tenant, deviceIds));
  const { name, timeZone } = readSite(tenant.database, tenant.id);
  return {
    nowMs,
    site: { name, timeZone },
    summary: siteSummary(tenant),
    alarms: openAlarms(tenant).alarms.toSorted(compareAlarms).slice(0, mostAlarms).map((alarm) => wallAlarm(tenant, alarm)),
    pins: pins.map((series) => ({ ...series, ...limitsOf(tenant, series) })),
    trends: withTrends ? (await seriesTrends(tenant, ids, { fromMs: nowMs - trendMs, toMs: nowMs, points: trendPoints }, gone)).map(trendOf) : null,
    display,
  };
}
