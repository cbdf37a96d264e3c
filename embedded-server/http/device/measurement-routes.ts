/** /measurement/measurements: https://cumulocity.com/api/core/#tag/Measurements */
import { ExpectedError } from '#contract/errors.ts';
import { optionalTime } from '#contract/wire.ts';

import { recordDeletion, recordOf } from '../../flows/audit-reports.ts';
import { ingestMeasurements } from '../../flows/ingest.ts';
import { mayTouch, requireTouch, scopeOf } from '../../flows/device-scope.ts';
import { deleteMeasurements, deleteOneMeasurement } from '../../flows/measurement-deletion.ts';
import {
  measurementById,
  measurementPage,
  measurementTotal,
  shapesOf,
  type MeasurementQuery,
  type StoredMeasurement,
} from '../../flows/measurement-reads.ts';
import { composeMeasurement, looksLikeCollection, parseMeasurements, type ParsedMeasurement } from '../../measurements/measurement.ts';
import { maxCollectionBytes } from '../server-options.ts';
import { onObjects } from './access.ts';
import { measurementUrl } from './links.ts';
import { measurementTable, wantsTable } from './measurement-file.ts';
import { readSeriesTable } from './measurement-series.ts';
import { pageReply } from './page-reply.ts';
import { parsePaging, queryFlag, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { wantsBody } from './wire.ts';

const maxMeasurements = 1_000;
const resource = 'measurement';
/** As audit records call it. */
const what = 'Measurement';

// --- recording

function idempotencyOf(request: DeviceRequest): { owner: string; key: string } | null {
  const key = request.header('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new ExpectedError('invalid', 'Idempotency-Key must be 1 to 200 printable characters');
  return { owner: request.caller.userName, key };
}

function requireSources(request: DeviceRequest, measurements: ParsedMeasurement[]): void {
  for (const measurement of measurements) measurement.sourceId = request.tenant.successors.of(measurement.sourceId);
  for (const sourceId of new Set(measurements.map((measurement) => measurement.sourceId))) requireTouch(request, sourceId);
}

function wire(request: DeviceRequest, stored: StoredMeasurement): Record<string, unknown> {
  return composeMeasurement(stored.id, request.baseUrl, stored);
}

function composed(request: DeviceRequest, ids: string[], measurements: ParsedMeasurement[]): Record<string, unknown>[] {
  return measurements.map((measurement, index) => composeMeasurement(ids[index] ?? '', request.baseUrl, measurement));
}

function created(request: DeviceRequest, asCollection: boolean, ids: string[], measurements: ParsedMeasurement[]): DeviceReply {
  const location = measurementUrl(request.baseUrl, ids[0] ?? '');
  if (!wantsBody('POST', request.header('accept'))) return { status: 201, location };
  const bodies = composed(request, ids, measurements);
  if (!asCollection) return { status: 201, location, body: bodies[0], mediaType: 'measurement' };
  return { status: 201, location, body: { measurements: bodies }, mediaType: 'measurementcollection' };
}

async function record(request: DeviceRequest): Promise<DeviceReply> {
  const asCollection = request.mediaType === 'measurementcollection' || looksLikeCollection(request.body);
  const measurements = parseMeasurements(request.body, asCollection);
  if (measurements.length > maxMeasurements) {
    throw new ExpectedError('invalid', `at most ${maxMeasurements} measurements in one request`);
  }
  requireSources(request, measurements);
  const ids = await ingestMeasurements(request.tenant, {
    measurements,
    arrivalMs: request.arrivalMs,
    isApplication: request.isApplication,
    idempotency: idempotencyOf(request),
  });
  return created(request, asCollection, ids, measurements);
}

// --- reading

function sourcesOf(request: DeviceRequest): number[] | undefined {
  const text = request.query.get('source');
  if (text === null) return scopeOf(request);
  if (!/^\d{1,15}$/.test(text)) throw new ExpectedError('invalid', 'source must be the id of a managed object');
  return [requireTouch(request, Number(text))];
}

function queryOf(request: DeviceRequest): MeasurementQuery {
  const { query } = request;
  return {
    deviceIds: sourcesOf(request),
    type: query.get('type') ?? undefined,
    fragment: query.get('valueFragmentType') ?? query.get('fragmentType') ?? undefined,
    series: query.get('valueFragmentSeries') ?? undefined,
    fromMs: optionalTime(query.get('dateFrom'), 'dateFrom'),
    toMs: optionalTime(query.get('dateTo'), 'dateTo'),
  };
}

function list(request: DeviceRequest): DeviceReply | Promise<DeviceReply> {
  if (wantsTable(request.header('accept'))) return measurementTable(request, queryOf(request));
  const paging = parsePaging(request.query);
  const query = queryOf(request);
  const newestFirst = queryFlag(request.query, 'revert');
  const rows = measurementPage(request.tenant, query, { newestFirst, limit: paging.pageSize, offset: paging.offset });
  const total = wantsTotal(paging) ? measurementTotal(request.tenant, query) : undefined;
  const compose = (some: readonly StoredMeasurement[]) => some.map((stored) => wire(request, stored));
  return pageReply(request, paging, { name: 'measurements', mediaType: 'measurementcollection', rows, compose, total });
}

/** The measurement of the path. @throws ExpectedError 'not-found', also when its source is not the caller's. */
function find(request: DeviceRequest): StoredMeasurement {
  const id = request.params['id'] ?? '';
  const stored = measurementById(request.tenant, id);
  if (stored && mayTouch(request, stored.sourceId)) return stored;
  throw new ExpectedError('not-found', `Finding measurement from database failed : No measurement for id '${id.slice(0, 40)}'!`);
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: wire(request, find(request)), mediaType: 'measurement' };
}

// --- deleting

async function deleteOne(request: DeviceRequest): Promise<DeviceReply> {
  const { id, key } = find(request);
  const putOnRecord = recordOf(request, what, 'deleted');
  await request.tenant.database.write(() => putOnRecord(id));
  await deleteOneMeasurement(request.tenant, id, key);
  return { status: 204 };
}

async function deleteMany(request: DeviceRequest): Promise<DeviceReply> {
  const query = queryOf(request);
  if (!request.query.has('source')) throw new ExpectedError('invalid', 'name the source whose measurements to delete');
  await recordDeletion(request, what, request.query);
  const filter = { shapes: shapesOf(request.tenant, query), fromMs: query.fromMs ?? 0, toMs: query.toMs ?? Number.MAX_SAFE_INTEGER };
  for (const deviceId of query.deviceIds ?? []) await deleteMeasurements(request.tenant, { deviceId, ...filter });
  return { status: 204 };
}

const path = '/measurement/measurements';
const reading = { resource, access: onObjects('measurements:read', 'site:read') };
const writing = { resource, access: onObjects('measurements:write', 'devices:write') };

export const measurementRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, maxBodyBytes: maxCollectionBytes, handle: record },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/series`, ...reading, handle: readSeriesTable },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'DELETE', path, ...writing, handle: deleteMany },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: deleteOne },
];
