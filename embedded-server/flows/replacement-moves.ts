/** Taking along what a new unit measured before it took its place: in slices, going on after a stop. */
import { all, first, run } from '../db/unit.ts';
import { logger } from '../log.ts';
import { addMovedMeasurement, lastExchanges, deleteMovedMeasurement, findReplacement, movedMeasurements, setStage, standingUnits } from '../replacements/replacement-store.ts';
import { refreshLatest } from './measurement-deletion.ts';
import { forgetSeries, moveByIds, moveOldest } from './measurement-moves.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('replacements');
/** Rows in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 200;

/** Move what is left of a unit's measurements to the device it has become. */
export async function takeMeasurementsAlong(tenant: OpenTenant, id: number, unitId: number, deviceId: number): Promise<void> {
  for (let moved = 1; moved > 0; ) {
    moved = await tenant.database.write(function* () {
      const ids = yield* moveOldest(tenant, unitId, deviceId);
      for (const measurementId of ids) yield* run(addMovedMeasurement(id, measurementId));
      return ids.length;
    }, sliceRows);
  }
  await tenant.database.write(function* () {
    const row = yield* first(findReplacement(id));
    if (row?.stage !== 'moving') return;
    yield* forgetSeries(tenant, unitId);
    yield* run(setStage('done', id));
    tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'series' }));
  });
}

/** Move them back. */
export async function takeMeasurementsBack(tenant: OpenTenant, id: number, unitId: number, deviceId: number): Promise<void> {
  for (;;) {
    const left = await tenant.database.write(function* () {
      const rows = yield* all(movedMeasurements(id, sliceRows));
      yield* moveByIds(tenant, rows.map((row) => row.measurement_id), unitId);
      for (const row of rows) yield* run(deleteMovedMeasurement(id, row.measurement_id));
      return rows.length;
    }, sliceRows);
    if (left < sliceRows) break;
  }
  await refreshLatest(tenant, deviceId);
  tenant.feed.publish({ kind: 'changed', subject: 'series' });
}

/** Go on with what a stop interrupted; once, after the start. */
export async function resumeReplacements(tenant: OpenTenant): Promise<void> {
  for (const { id, replaced_by_id: unitId, managed_object_id: deviceId, stage } of tenant.database.read(standingUnits())) {
    if (stage !== 'moving' || unitId === null) continue;
    log.info({ tenant: tenant.id, replacement: id }, 'taking measurements of a replaced unit along');
    await takeMeasurementsAlong(tenant, id, unitId, deviceId);
  }
}

/** Out of the store; once, before the first write. */
export function loadReplacements({ database, successors, exchanges }: Pick<OpenTenant, 'database' | 'successors' | 'exchanges'>): void {
  for (const { managed_object_id: deviceId, at_ms: atMs } of database.read(lastExchanges())) exchanges.load(deviceId, atMs);
  const rows = database.read(standingUnits());
  for (const { replaced_by_id: unitId, managed_object_id: deviceId } of rows) if (unitId !== null) successors.load(unitId, deviceId);
}
