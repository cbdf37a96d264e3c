/** A measurement's way from the parsed request into the store, with rules evaluated on the way, in one unit. */
import { ExpectedError } from '#contract/errors.ts';

import { addLateReadings } from '../contacts/late-reading-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import type { ParsedMeasurement } from '../measurements/measurement.ts';
import { findIdempotencyKey, insertIdempotencyKey } from '../measurements/measurement-store.ts';
import { recordMeasurement, type RecordedPoint } from '../measurements/record-measurement.ts';
import { publishChange } from './changes.ts';
import type { OpenTenant } from './open-tenant.ts';
import { evaluateRules } from './rule-evaluation.ts';
import { endOutage } from './silence-watch.ts';

export interface IngestRequest {
  measurements: ParsedMeasurement[];
  arrivalMs: number;
  /** Credential and key of a request that carried an `Idempotency-Key`. */
  idempotency: { owner: string; key: string } | null;
  /** Readings of the past that come in only now, such as a made-up history: rules do not look at them. */
  isPast?: boolean;
  /** A program brings them: the devices they are of were not heard from. */
  isApplication?: boolean;
}

/** Newest point of each series, once everything is on disk. */
function publishAfterCommit(tenant: OpenTenant, points: RecordedPoint[], deviceIds: Iterable<number>, arrivalMs: number): void {
  tenant.database.afterCommit.add(() => {
    for (const point of points) {
      if (point.newest) tenant.feed.publishPoint(String(point.seriesId), point.timeMs, point.value);
    }
    for (const deviceId of deviceIds) tenant.feed.publishHeard(String(deviceId), arrivalMs);
    if (points.some((point) => point.newSeries)) tenant.feed.publish({ kind: 'changed', subject: 'series' });
  });
}

function* storedAnswer(idempotency: IngestRequest['idempotency']): Unit<string[] | null> {
  if (!idempotency) return null;
  const row = yield* first(findIdempotencyKey(idempotency.owner, idempotency.key));
  return row ? (JSON.parse(row.ids) as string[]) : null;
}

function requireSameLength(ids: string[], { measurements }: IngestRequest): string[] {
  if (ids.length === measurements.length) return ids;
  throw new ExpectedError('conflict', 'this Idempotency-Key was used for another request', { resource: 'measurement' });
}

/** What one request brings of one device. */
interface Arrived {
  points: RecordedPoint[];
  /** Time of its newest measurement. */
  newestMs: number;
  /** How many of them are late, and the time of the newest of those. */
  late: number;
  newestLateMs: number;
}

/** Arrived over an hour after it was taken. */
const lateAfterMs = 60 * 60_000;

function addTo(arrived: Arrived, points: readonly RecordedPoint[], timeMs: number, arrivalMs: number): void {
  arrived.points.push(...points);
  arrived.newestMs = Math.max(arrived.newestMs, timeMs);
  if (arrivalMs - timeMs <= lateAfterMs) return;
  arrived.late += 1;
  arrived.newestLateMs = Math.max(arrived.newestLateMs, timeMs);
}

/** A unit may have taken another's place while its request stood in the queue. */
function inItsPlace(tenant: OpenTenant, sent: ParsedMeasurement): ParsedMeasurement {
  const sourceId = tenant.successors.of(sent.sourceId);
  return sourceId === sent.sourceId ? sent : { ...sent, sourceId };
}

function* ingest(tenant: OpenTenant, request: IngestRequest): Unit<string[]> {
  const repeated = yield* storedAnswer(request.idempotency);
  if (repeated) return requireSameLength(repeated, request);
  const ids: string[] = [];
  const byDevice = new Map<number, Arrived>();
  for (const sent of request.measurements) {
    const measurement = inItsPlace(tenant, sent);
    const recorded = yield* recordMeasurement(tenant.measurements, tenant.series, measurement);
    ids.push(recorded.id);
    publishChange(tenant, { kind: 'measurement', action: 'CREATE', id: recorded.id, sourceId: measurement.sourceId, subject: measurement });
    const arrived = byDevice.get(measurement.sourceId) ?? { points: [], newestMs: measurement.timeMs, late: 0, newestLateMs: 0 };
    addTo(arrived, recorded.points, measurement.timeMs, request.arrivalMs);
    byDevice.set(measurement.sourceId, arrived);
  }
  // Asked for before the rules are evaluated: the value must be on screen when its alarm is.
  publishAfterCommit(tenant, [...byDevice.values()].flatMap(({ points }) => points), request.isApplication ? [] : byDevice.keys(), request.arrivalMs);
  for (const [deviceId, { points, newestMs, late, newestLateMs }] of byDevice) {
    if (late > 0 && !request.isPast) yield* run(addLateReadings(deviceId, late, newestLateMs, request.arrivalMs));
    if (!request.isApplication) yield* tenant.contacts.heard(deviceId, request.arrivalMs, newestMs);
    if (request.isPast) continue;
    if (!request.isApplication) yield* endOutage(tenant, deviceId, request.arrivalMs);
    yield* evaluateRules(tenant, deviceId, points, request.arrivalMs);
  }
  if (request.idempotency) {
    const { owner, key } = request.idempotency;
    yield* run(insertIdempotencyKey(owner, key, request.arrivalMs, JSON.stringify(ids)));
  }
  return ids;
}

/**
 * Store measurements whose sources exist and evaluate rules on them.
 * @returns their ids in order, once all of it is on disk; the first answer's ids for a repeated Idempotency-Key.
 * @throws what {@link UnitQueue.write} throws; then nothing of the request is stored.
 */
export function ingestMeasurements(tenant: OpenTenant, request: IngestRequest): Promise<string[]> {
  const weight = request.measurements.reduce((sum, { samples }) => sum + Math.max(1, samples.length), 0);
  return tenant.database.write(() => ingest(tenant, request), weight);
}
