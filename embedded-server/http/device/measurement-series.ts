/** GET /measurement/measurements/series: https://cumulocity.com/api/core/#operation/getMeasurementSeriesResource */
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';
import { optionalTime, type JsonObject } from '#contract/wire.ts';

import { requireTouch } from '../../flows/device-scope.ts';
import { namedSeries, readSeries } from '../../flows/series-reads.ts';
import { aggregations, type Aggregation } from '../../measurements/points/aggregate.ts';
import { parseBucketSize, type BucketSize } from '../../measurements/points/bucket-calendar.ts';
import type { SeriesRow } from '../../measurements/points/series-table.ts';
import { queryFlag } from './paging.ts';
import type { DeviceReply, DeviceRequest } from './route.ts';

const namedSizes: Readonly<Record<string, BucketSize>> = {
  MINUTELY: { count: 1, unit: 'm' },
  HOURLY: { count: 1, unit: 'h' },
  DAILY: { count: 1, unit: 'd' },
};

/** Clients repeat a parameter, or write a list with commas. */
function listed(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap((text) => text.split(',')).map((text) => text.trim()).filter((text) => text !== '');
}

function requireMandatory(query: URLSearchParams): void {
  const missing = ['source', 'dateFrom', 'dateTo'].filter((name) => !query.get(name));
  if (missing.length > 0) throw new ExpectedError('invalid', `Following mandatory parameters should be included: ${missing.join(',')}`);
}

function sizeOf(query: URLSearchParams): BucketSize | null {
  const [interval, type] = [query.get('aggregationInterval'), query.get('aggregationType')];
  const size = interval !== null ? parseBucketSize(interval) : type !== null ? namedSizes[type.toUpperCase()] : null;
  if (size) return size;
  if (interval !== null) throw new ExpectedError('invalid', "aggregationInterval must be a number with s, m, h or d, such as '10m'");
  if (type !== null) throw new ExpectedError('invalid', 'aggregationType must be MINUTELY, HOURLY or DAILY');
  return null;
}

function aggregationsOf(query: URLSearchParams, size: BucketSize | null): Aggregation[] {
  const names = listed(query, 'aggregationFunction');
  if (names.length > 0 && !size) throw new ExpectedError('invalid', 'aggregationFunction needs aggregationInterval or aggregationType beside it');
  const wanted = names.map((name) => {
    const known = aggregations.find((one) => one.toLowerCase() === name.toLowerCase());
    if (!known) throw new ExpectedError('invalid', `aggregationFunction must be of ${aggregations.join(', ')}`);
    return known;
  });
  return wanted.length > 0 ? wanted : ['min', 'max'];
}

function slotsOf({ slots }: SeriesRow, wanted: readonly Aggregation[]): (JsonObject | null)[] {
  return slots.map((slot) => slot && Object.fromEntries(wanted.map((aggregation) => [aggregation, slot.value(aggregation)])));
}

/** Values of a device's series side by side. */
export async function readSeriesTable(request: DeviceRequest): Promise<DeviceReply> {
  const { query, tenant } = request;
  requireMandatory(query);
  const deviceId = requireTouch(request, query.get('source') ?? '');
  const bucket = sizeOf(query);
  const wanted = aggregationsOf(query, bucket);
  const [fromMs = 0, toMs = 0] = [optionalTime(query.get('dateFrom'), 'dateFrom'), optionalTime(query.get('dateTo'), 'dateTo')];
  const series = namedSeries(tenant, deviceId, listed(query, 'series'));
  const table = await readSeries(tenant, { deviceId, series, fromMs, toMs, newestFirst: queryFlag(query, 'revert'), bucket });
  const body = {
    series: series.map(({ fragment, series: name, unit }) => ({ type: fragment, name, ...(unit !== null && { unit }) })),
    values: Object.fromEntries(table.rows.map((row) => [formatInstant(row.timeMs), slotsOf(row, wanted)])),
    truncated: table.truncated,
  };
  return { status: 200, body };
}
