/** Measurements as a table, for who asks for them with `Accept: text/csv` or that of a spreadsheet. */
import { Readable } from 'node:stream';

import { csvLine } from '#contract/csv.ts';
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';

import { objectName } from '../../flows/managed-object-reads.ts';
import { measurementPage, type MeasurementQuery, type StoredMeasurement } from '../../flows/measurement-reads.ts';
import { parsePaging, queryFlag } from './paging.ts';
import type { DeviceReply, DeviceRequest } from './route.ts';
import { bareMediaType } from './wire.ts';
import { sheetRow, workbook, workbookType, type Cell } from './workbook.ts';

const sliceRows = 1_000;
/** What the original platform still hands over at once. */
const mostRows = 50_000;
const headline: readonly Cell[] = ['time', 'source', 'device_name', 'fragment.series', 'value', 'unit'];

export type TableForm = 'csv' | 'workbook';

const forms: Readonly<Record<string, TableForm>> = { 'text/csv': 'csv', [workbookType]: 'workbook', 'application/vnd.ms-excel': 'workbook' };

/** The table that is wanted before anything else; null for JSON. */
export function tableForm(accept: string | undefined): TableForm | null {
  return forms[bareMediaType((accept ?? '').split(',')[0])] ?? null;
}

/** A row for each value. */
function rowsOf(name: string | null, { timeMs, sourceId, columns, samples }: StoredMeasurement): Cell[][] {
  return columns.map(([fragment, series, unit], index) => [formatInstant(timeMs), String(sourceId), name, `${fragment}.${series}`, samples[index] ?? null, unit]);
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

/** The rows as texts of a form, a slice at a time. */
async function textOf(request: DeviceRequest, query: MeasurementQuery, written: (cells: readonly Cell[]) => string): Promise<string> {
  const names = new Map<number, string | null>();
  const texts = [written(headline)];
  for await (const slice of wanted(request, query)) {
    for (const measurement of slice) {
      const { sourceId } = measurement;
      if (!names.has(sourceId)) names.set(sourceId, objectName(request.tenant, sourceId));
      texts.push(...rowsOf(names.get(sourceId) ?? null, measurement).map(written));
    }
  }
  return texts.join('');
}

/** The measurements of a query as a table. @throws ExpectedError 'invalid' when they are too many. */
export async function measurementTable(request: DeviceRequest, query: MeasurementQuery, form: TableForm): Promise<DeviceReply> {
  if (form === 'csv') {
    const text = await textOf(request, query, (cells) => csvLine(cells, ','));
    return { status: 200, text, textType: 'text/csv;charset=UTF-8' };
  }
  const bytes = await workbook(await textOf(request, query, sheetRow));
  request.reserve(bytes.length);
  return { status: 200, file: { stream: Readable.from([bytes]), length: bytes.length, contentType: workbookType, fileName: 'measurements.xlsx' } };
}
