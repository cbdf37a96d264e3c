/** Filling the memories from the store when a tenant is opened. */
import type { TenantDatabase } from '../db/tenant-database.ts';
import type { Column } from './measurement.ts';
import type { MeasurementMemory } from './measurement-memory.ts';
import { allSeries, allShapes, allSources } from './measurement-store.ts';
import { readLatest } from './point-range.ts';
import type { SeriesMemory } from './series-memory.ts';

/** Sources and shapes. Must come before {@link loadSeries}. */
export function loadMeasurementMemory(database: TenantDatabase, memory: MeasurementMemory): void {
  for (const row of database.read(allSources())) {
    if (row.managed_object_id > 0) memory.loadSource(row.managed_object_id, row.ordinal);
  }
  for (const row of database.read(allShapes())) {
    memory.loadShape({ id: row.id, type: row.type, columns: JSON.parse(row.columns) as Column[] });
  }
}

/** Series, each with its latest point read from the store. */
export function loadSeries(database: TenantDatabase, memory: MeasurementMemory, series: SeriesMemory): void {
  for (const row of database.read(allSeries())) {
    const name = { deviceId: row.managed_object_id, fragment: row.fragment, series: row.name };
    series.load({ id: row.id, ...name, unit: row.unit, latest: readLatest(database, memory, name) });
  }
}
