/** Measurements as a table, for who asks for them with `Accept: text/csv`. */
import { csvLine } from '#contract/csv.ts';
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';

import { objectName } from '../../flows/managed-object-reads.ts';
import { measurementPage, type MeasurementQuery, type StoredMeasurement } from '../../flows/measurement-reads.ts';
import { parsePaging, queryFlag } from './paging.ts';
import type { DeviceReply, DeviceRequest } from './route.ts';
import { bareMediaType } from './wire.ts';

const type = 'text/csv';
const sliceRows = 1_000;
/** What the original platform still hands over at once. */
const mostRows = 50_000;
const headline = csvLine(['time', 'source', 'device_name', 'fragment.series', 'value', 'unit'], ',');

/** Whether a table is wanted before anything else. */
export function wantsTable(accept: string | undefined): boolean {
  return bareMediaType((accept ?? '').split(',')[0]) === type;
}

/** A line for each value. */
function linesOf(name: string | null, { timeMs, sourceId, columns, samples }: StoredMeasurement): string {
  const lines = columns.map(([fragment, series, unit], index) =>
    csvLine([formatInstant(timeMs), String(sourceId), name, `${fragment}.${series}`, samples[index] ?? null, unit], ','),
  );
  return lines.join('');
}

/** Everything that matches, with a turn for everybody else between the slices. */
async function* slices({ tenant, query: asked }: DeviceRequest, query: MeasurementQuery): AsyncGenerator<StoredMeasurement[]> {
  const newestFirst = queryFlag(asked, 'revert');
  for (let offset = 0; ; offset += sliceRows) {
    const slice = measurementPage(tenant, query, { newestFirst, limit: sliceRows, offset });
    if (offset >= mostRows && slice.length > 0) throw new ExpectedError('invalid', `More than ${mostRows} measurements match: narrow dateFrom and dateTo`);
    yield slice;
    if (slice.length < sliceRows) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The page that was asked for, or, without a page size, everything. */
async function* wanted(request: DeviceRequest, query: MeasurementQuery): AsyncGenerator<StoredMeasurement[]> {
  if (!request.query.has('pageSize')) return yield* slices(request, query);
  const { pageSize, offset } = parsePaging(request.query);
  yield measurementPage(request.tenant, query, { newestFirst: queryFlag(request.query, 'revert'), limit: pageSize, offset });
}

/** The measurements of a query as a table. @throws ExpectedError 'invalid' when they are too many. */
export async function measurementTable(request: DeviceRequest, query: MeasurementQuery): Promise<DeviceReply> {
  const names = new Map<number, string | null>();
  const parts = [headline];
  for await (const slice of wanted(request, query)) {
    for (const measurement of slice) {
      const { sourceId } = measurement;
      if (!names.has(sourceId)) names.set(sourceId, objectName(request.tenant, sourceId));
      parts.push(linesOf(names.get(sourceId) ?? null, measurement));
    }
  }
  return { status: 200, text: parts.join(''), textType: `${type};charset=UTF-8` };
}
