/** A measurement's way from the parsed request into the store, with rules evaluated on the way, in one unit. */
import { ExpectedError } from '#contract/errors.ts';

import { addLateReadings } from '../contacts/late-reading-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import type { MeasurementBatch } from '../measurements/measurement-batch.ts';
import { findIdempotencyKey, insertIdempotencyKey } from '../measurements/measurement-store.ts';
import { recordBatch, type RecordedBatch, type RecordedGroup } from '../measurements/writing/record-batch.ts';
import type { SeriesReadings } from '../rules/rule-surroundings.ts';
import { publishChange } from './changes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { evaluateRules } from './rule-evaluation.ts';
import { endOutage } from './silence-watch.ts';

export interface IngestRequest {
  measurements: MeasurementBatch;
  arrivalMs: number;
  /** Credential and key of a request that carried an `Idempotency-Key`. */
  idempotency: { owner: string; key: string } | null;
  /** Readings of the past that come in only now, such as a made-up history: rules do not look at them. */
  isPast?: boolean;
  /** A program brings them: the devices they are of were not heard from. */
  isApplication?: boolean;
}

/** Ids of what was stored; made when they are asked for. */
export interface StoredIds {
  /** Id of the measurement at a place of the request. */
  at(index: number): string;
}

/** Newest point of each series, once everything is on disk. */
function publishAfterCommit(tenant: OpenTenant, groups: readonly RecordedGroup[], deviceIds: Iterable<number>, arrivalMs: number): void {
  tenant.database.afterCommit.add(() => {
    for (const { moved } of groups) {
      for (const { id, latest } of moved) if (latest) tenant.feed.publishPoint(String(id), latest.timeMs, latest.value);
    }
    for (const deviceId of deviceIds) tenant.feed.publishHeard(String(deviceId), arrivalMs);
    if (groups.some(({ hasNewSeries }) => hasNewSeries)) tenant.feed.publish({ kind: 'changed', subject: 'series' });
    tenant.sealing.look();
  });
}

function* storedAnswer(idempotency: IngestRequest['idempotency']): Unit<string[] | null> {
  if (!idempotency) return null;
  const row = yield* first(findIdempotencyKey(idempotency.owner, idempotency.key));
  return row ? (JSON.parse(row.ids) as string[]) : null;
}

function requireSameLength(ids: string[], { measurements }: IngestRequest): StoredIds {
  if (ids.length === measurements.count) return { at: (index) => ids[index] ?? '' };
  throw new ExpectedError('conflict', 'this Idempotency-Key was used for another request', { resource: 'measurement' });
}

/** What one request brings of one device. */
interface Arrived {
  groups: RecordedGroup[];
  /** Time of its newest measurement. */
  newestMs: number;
  /** How many of them are late, and the time of the newest of those. */
  late: number;
  newestLateMs: number;
}

/** Arrived over an hour after it was taken. */
const lateAfterMs = 60 * 60_000;

function addTo(arrived: Arrived, group: RecordedGroup, arrivalMs: number): void {
  const { times, newestRow } = group.rows;
  arrived.groups.push(group);
  arrived.newestMs = Math.max(arrived.newestMs, times[newestRow] ?? 0);
  for (const timeMs of times) {
    if (arrivalMs - timeMs <= lateAfterMs) continue;
    arrived.late += 1;
    arrived.newestLateMs = Math.max(arrived.newestLateMs, timeMs);
  }
}

function byDevice(groups: readonly RecordedGroup[], arrivalMs: number): Map<number, Arrived> {
  const devices = new Map<number, Arrived>();
  for (const group of groups) {
    const arrived = devices.get(group.deviceId) ?? { groups: [], newestMs: 0, late: 0, newestLateMs: 0 };
    devices.set(group.deviceId, arrived);
    addTo(arrived, group, arrivalMs);
  }
  return devices;
}

/** A unit may have taken another's place while its request stood in the queue. */
function putInPlace(tenant: OpenTenant, { groups }: MeasurementBatch): void {
  for (const group of groups) group.sourceId = tenant.successors.of(group.sourceId);
}

function tellChanges(tenant: OpenTenant, batch: MeasurementBatch, { ids }: RecordedBatch): void {
  if (!tenant.changes.areHeard) return;
  for (let index = 0; index < batch.count; index += 1) {
    const subject = batch.measurement(index);
    publishChange(tenant, { kind: 'measurement', action: 'CREATE', id: ids.at(index), sourceId: subject.sourceId, subject });
  }
}

function readingsOf({ deviceId, rows, series }: RecordedGroup): SeriesReadings[] {
  const { times, values } = rows;
  return series.map(({ id, fragment, series: name }, column) => ({ seriesId: id, deviceId, fragment, series: name, times, values, firstValue: column, step: series.length }));
}

/** What it means to the rest that a device sent readings. */
function* observe(tenant: OpenTenant, deviceId: number, arrived: Arrived, request: IngestRequest): Unit<void> {
  const { groups, newestMs, late, newestLateMs } = arrived;
  const { arrivalMs, isPast, isApplication } = request;
  if (late > 0 && !isPast) yield* run(addLateReadings(deviceId, late, newestLateMs, arrivalMs));
  if (!isApplication) yield* tenant.contacts.heard(deviceId, arrivalMs, newestMs);
  if (isPast) return;
  if (!isApplication) yield* endOutage(tenant, deviceId, arrivalMs);
  yield* evaluateRules(tenant, deviceId, groups.flatMap(readingsOf), arrivalMs);
}

function* ingest(tenant: OpenTenant, request: IngestRequest): Unit<StoredIds> {
  const repeated = yield* storedAnswer(request.idempotency);
  if (repeated) return requireSameLength(repeated, request);
  const { measurements, arrivalMs, idempotency } = request;
  putInPlace(tenant, measurements);
  const recorded = yield* recordBatch(tenant.measurements, tenant.series, measurements);
  tellChanges(tenant, measurements, recorded);
  const devices = byDevice(recorded.groups, arrivalMs);
  // Asked for before the rules are evaluated: the value must be on screen when its alarm is.
  publishAfterCommit(tenant, recorded.groups, request.isApplication ? [] : devices.keys(), arrivalMs);
  for (const [deviceId, arrived] of devices) yield* observe(tenant, deviceId, arrived, request);
  if (idempotency) yield* run(insertIdempotencyKey(idempotency.owner, idempotency.key, arrivalMs, JSON.stringify(recorded.ids.all())));
  return recorded.ids;
}

/**
 * Store measurements whose sources exist and evaluate rules on them.
 * @returns their ids, once all of it is on disk; the first answer's ids for a repeated Idempotency-Key.
 * @throws what {@link UnitQueue.write} throws; then nothing of the request is stored.
 */
export function ingestMeasurements(tenant: OpenTenant, request: IngestRequest): Promise<StoredIds> {
  return tenant.database.write(() => ingest(tenant, request), request.measurements.weight);
}
