/** Filling the memories from the store when a tenant is opened. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import { run, type Unit } from '../../db/unit.ts';
import { sealedUntil } from '../blocks/block-store.ts';
import { ByteReader } from '../blocks/byte-reader.ts';
import type { SourceHead } from '../head/source-head.ts';
import { readEntry, readRows, type NewestRow } from '../journal/journal-entry.ts';
import { JournalLoading } from '../journal/journal-loading.ts';
import { eachEntry, entriesAfter, firstEntry } from '../journal/journal-store.ts';
import { packLatest, unpackLatest } from '../latest-points.ts';
import type { Column } from '../measurement.ts';
import type { GroupRows } from '../measurement-batch.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { allLatest, allSeries, allShapes, allSources, updateLatest } from '../measurement-store.ts';
import { takeOverOldRows } from './old-rows.ts';
import { readLatest } from '../points/point-range.ts';
import type { Series, SeriesMemory } from '../series-memory.ts';

/** Entries of the journal read at once: of the largest there can be they just fit into a row. */
const entriesAtOnce = 200;

/** Sources and shapes. Must come before everything else here. */
export function loadMeasurementMemory(database: TenantDatabase, memory: MeasurementMemory): void {
  for (const row of database.read(allSources())) {
    if (row.managed_object_id > 0) memory.loadSource(row.managed_object_id, row.ordinal, row.sealed_through);
  }
  for (const row of database.read(allShapes())) {
    memory.loadShape({ id: row.id, type: row.type, columns: JSON.parse(row.columns) as Column[] });
  }
  takeOverOldRows(database, memory);
  for (const { source, to_ms: toMs } of database.read(sealedUntil())) memory.heads.get(source)?.loadTime(toMs);
  memory.heads.loadTrimmed(database.readFirst(firstEntry())?.number ?? memory.heads.lastNumber + 1);
}

/** Keep the latest points of devices for which they had to be looked for. */
function* keepLatest(memory: MeasurementMemory, series: SeriesMemory, deviceIds: Iterable<number>): Unit<void> {
  for (const deviceId of deviceIds) yield* run(updateLatest(memory.ordinalOf(deviceId) ?? 0, packLatest(series.ofDevice(deviceId))));
}

/** As far as is known before the journal is read: whoever has none need not be looked for in them, series by series. */
function hasBlocks(memory: MeasurementMemory, deviceId: number): boolean {
  return (memory.headOf(deviceId)?.lastMs ?? -1) >= 0;
}

/** Series with their latest points of what is sealed. */
function loadSeriesAsSealed(database: TenantDatabase, memory: MeasurementMemory, series: SeriesMemory): void {
  const kept = database.read(allLatest());
  const unpacked = new Map(kept.flatMap((row) => (row.latest ? [[row.managed_object_id, unpackLatest(row.latest)] as const] : [])));
  const lookedFor = new Set<number>();
  for (const row of database.read(allSeries())) {
    const name = { deviceId: row.managed_object_id, fragment: row.fragment, series: row.name };
    const ofDevice = unpacked.get(name.deviceId);
    const isSealed = hasBlocks(memory, name.deviceId);
    if (!ofDevice && isSealed) lookedFor.add(name.deviceId);
    const latest = ofDevice?.get(row.id) ?? (isSealed ? readLatest(database, memory, name) : undefined);
    series.load({ id: row.id, ...name, unit: row.unit, latest });
  }
  if (lookedFor.size > 0) database.prepare(() => keepLatest(memory, series, lookedFor));
}

/** The series of a shape's columns; looked up once a source, though its entries are many. */
function seriesOf(memory: MeasurementMemory, series: SeriesMemory, head: SourceHead, shape: number): readonly (Series | undefined)[] {
  const known = head.seriesOf.get(shape);
  if (known) return known;
  const columns = memory.shape(shape)?.columns ?? [];
  const found = columns.map(([fragment, name]) => series.find(head.deviceId, fragment, name));
  if (found.every((one) => one !== undefined)) head.seriesOf.set(shape, found);
  return found;
}

function loadLatest(series: SeriesMemory, columns: readonly (Series | undefined)[], { values }: GroupRows, { row, timeMs }: NewestRow): void {
  for (let column = 0; column < columns.length; column += 1) {
    const known = columns[column];
    if (known) series.loadLatest(known, timeMs, values[row * columns.length + column] as number);
  }
}

/** What was acknowledged and is not in a block, out of the journal into memory. */
function loadJournal(database: TenantDatabase, memory: MeasurementMemory, series: SeriesMemory): void {
  const { heads } = memory;
  const loading = new JournalLoading();
  let last = 0;
  const isUnsealed = (source: number, number: number) => heads.isUnsealed(source, number);
  const readOne = (number: number, body: Uint8Array) => {
    last = number;
    readEntry(number, body, isUnsealed, (group, rows) => loading.add(group, rows));
    heads.sawEntry(number);
  };
  for (;;) {
    const slice = database.readFirst(entriesAfter(last, entriesAtOnce));
    if (!slice || eachEntry(slice, readOne) < entriesAtOnce) break;
  }
  for (const { first, rows } of loading.inOrderOfFirst()) heads.loadRows(first, rows);
  for (const { first, newest, holdsNewest } of loading.inOrderOfNewest()) {
    const head = heads.get(first.source);
    if (!head) continue;
    head.loadTime(newest.timeMs);
    loadLatest(series, seriesOf(memory, series, head, first.shape), readRows(new ByteReader(holdsNewest), first.width), newest);
  }
}

/** Series, each with its latest point, and what is not in a block yet. */
export function loadSeries(database: TenantDatabase, memory: MeasurementMemory, series: SeriesMemory): void {
  loadSeriesAsSealed(database, memory, series);
  loadJournal(database, memory, series);
}
