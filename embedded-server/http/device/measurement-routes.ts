/** /measurement/measurements: https://cumulocity.com/api/core/#tag/Measurements */
import { ExpectedError } from '#contract/errors.ts';
import { optionalTime } from '#contract/wire.ts';

import { recordDeletion, recordOf } from '../../flows/audit-reports.ts';
import { ingestMeasurements, type StoredIds } from '../../flows/ingest.ts';
import { mayTouch, requireTouch, scopeOf } from '../../flows/device-scope.ts';
import { deleteMeasurements, deleteOneMeasurement } from '../../flows/measurement-deletion.ts';
import { measuredObjects } from '../../flows/managed-object-reads.ts';
import {
  measurementById,
  measurementPage,
  measurementTotal,
  shapesOf,
  type MeasurementQuery,
  type StoredMeasurement,
} from '../../flows/measurement-reads.ts';
import { composeMeasurement, looksLikeCollection, parseMeasurements } from '../../measurements/measurement.ts';
import { batchOf, type MeasurementBatch } from '../../measurements/measurement-batch.ts';
import { writeMeasurement } from '../../measurements/measurement-text.ts';
import { MeasurementScanner, type ScannedBody } from '../../measurements/scan/measurement-scanner.ts';
import { JsonWriter } from '../json-writer.ts';
import { parseJson } from '../limits.ts';
import { maxCollectionBytes } from '../server-options.ts';
import { onObjects } from './access.ts';
import { measurementUrl } from './links.ts';
import { measurementTable, tableForm } from './measurement-file.ts';
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

function requireSources(request: DeviceRequest, { groups }: MeasurementBatch): void {
  for (const group of groups) group.sourceId = request.tenant.successors.of(group.sourceId);
  for (const sourceId of new Set(groups.map((group) => group.sourceId))) requireTouch(request, sourceId);
}

function wire(request: DeviceRequest, stored: StoredMeasurement): Record<string, unknown> {
  return composeMeasurement(stored.id, request.baseUrl, stored);
}

const writer = new JsonWriter();

function writtenCollection(baseUrl: string, ids: StoredIds, batch: MeasurementBatch): Buffer {
  for (let index = 0; index < batch.count; index += 1) {
    writer.text(index === 0 ? '{"measurements":[' : ',');
    writeMeasurement(writer, ids.at(index), baseUrl, batch, index);
  }
  writer.text(batch.count === 0 ? '{"measurements":[]}' : ']}');
  return writer.take();
}

function writtenOne(baseUrl: string, ids: StoredIds, batch: MeasurementBatch): Buffer {
  writeMeasurement(writer, ids.at(0), baseUrl, batch, 0);
  return writer.take();
}

function created(request: DeviceRequest, isCollection: boolean, ids: StoredIds, batch: MeasurementBatch): DeviceReply {
  const reply = { status: 201, location: measurementUrl(request.baseUrl, ids.at(0)) } as const;
  if (!wantsBody('POST', request.header('accept'))) return reply;
  if (!isCollection) return { ...reply, json: writtenOne(request.baseUrl, ids, batch), mediaType: 'measurement' };
  return { ...reply, json: writtenCollection(request.baseUrl, ids, batch), mediaType: 'measurementcollection' };
}

/** Bodies that are written the way earlier ones were are taken apart without a parser. */
const scanner = new MeasurementScanner();

function parsedBody({ bytes, mediaType }: DeviceRequest): ScannedBody {
  const body = bytes ? parseJson(bytes) : undefined;
  const isCollection = mediaType === 'measurementcollection' || looksLikeCollection(body);
  const measurements = parseMeasurements(body, isCollection);
  if (measurements.length > maxMeasurements) {
    throw new ExpectedError('invalid', `at most ${maxMeasurements} measurements in one request`);
  }
  if (bytes) scanner.learn(bytes);
  return { isCollection, batch: batchOf(measurements) };
}

function postedBody(request: DeviceRequest): ScannedBody {
  const scanned = request.bytes && scanner.scan(request.bytes);
  // One measurement under the collection's type is for the parser to refuse.
  return scanned && (scanned.isCollection || request.mediaType !== 'measurementcollection') ? scanned : parsedBody(request);
}

async function record(request: DeviceRequest): Promise<DeviceReply> {
  const { isCollection, batch } = postedBody(request);
  requireSources(request, batch);
  const ids = await ingestMeasurements(request.tenant, {
    measurements: batch,
    arrivalMs: request.arrivalMs,
    isApplication: request.isApplication,
    idempotency: idempotencyOf(request),
  });
  return created(request, isCollection, ids, batch);
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
  const form = tableForm(request.header('accept'));
  if (form) return measurementTable(request, queryOf(request), form);
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

const narrowing = ['source', 'type', 'valueFragmentType', 'fragmentType', 'valueFragmentSeries', 'dateFrom', 'dateTo'];

/** Deleting everything by forgetting, or misspelling, a parameter must not be possible. */
function requireNarrowing(query: URLSearchParams): void {
  if (narrowing.some((name) => query.has(name))) return;
  throw new ExpectedError('invalid', `At least one of these parameters is needed: ${narrowing.join(', ')}`);
}

async function deleteMany(request: DeviceRequest): Promise<DeviceReply> {
  const query = queryOf(request);
  requireNarrowing(request.query);
  await recordDeletion(request, what, request.query);
  const filter = { shapes: shapesOf(request.tenant, query), fromMs: query.fromMs ?? 0, toMs: query.toMs ?? Number.MAX_SAFE_INTEGER };
  for (const deviceId of query.deviceIds ?? measuredObjects(request.tenant)) await deleteMeasurements(request.tenant, { deviceId, ...filter });
  return { status: 204 };
}

const path = '/measurement/measurements';
const reading = { resource, access: onObjects('measurements:read', 'site:read') };
const writing = { resource, access: onObjects('measurements:write', 'devices:write') };

/** The one that is busy. */
export const postMeasurements = { method: 'POST', path, ...writing, takes: 'bytes', maxBodyBytes: maxCollectionBytes, handle: record } satisfies DeviceRoute;

export const measurementRoutes: readonly DeviceRoute[] = [
  postMeasurements,
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/series`, ...reading, handle: readSeriesTable },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'DELETE', path, ...writing, handle: deleteMany },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: deleteOne },
];
