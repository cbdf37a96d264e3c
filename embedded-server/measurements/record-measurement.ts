/** Storing one measurement, inside a unit: source, shape, series, row, latest points. */
import { ExpectedError } from '#contract/errors.ts';

import { first, run, type Unit } from '../db/unit.ts';
import type { ParsedMeasurement } from './measurement.ts';
import type { MeasurementMemory } from './measurement-memory.ts';
import { derivedId, derivedOrdinals, maxSourceOrdinal, overflowId } from './measurement-id.ts';
import {
  insertMeasurement,
  insertOverflow,
  insertSeries,
  insertShape,
  insertSource,
  lastOrdinal,
  updateSeriesUnit,
} from './measurement-store.ts';
import { encodeSamples } from './samples.ts';
import type { Series, SeriesMemory } from './series-memory.ts';

/** One point as it was stored. */
export interface RecordedPoint {
  seriesId: number;
  deviceId: number;
  fragment: string;
  series: string;
  unit: string | null;
  timeMs: number;
  value: number;
  /** It is now the series' latest by reading time. */
  newest: boolean;
  /** It is the first point of its series. */
  newSeries: boolean;
}

export interface RecordedMeasurement {
  id: string;
  points: RecordedPoint[];
}

function* sourceOrdinal(memory: MeasurementMemory, deviceId: number): Unit<number> {
  const known = memory.ordinalOf(deviceId);
  if (known !== undefined) return known;
  const row = yield* first(insertSource(deviceId));
  if (!row || row.ordinal > maxSourceOrdinal) {
    throw new ExpectedError('conflict', `this tenant has had ${maxSourceOrdinal} measuring devices; no more fit`);
  }
  memory.addSource(deviceId, row.ordinal);
  return row.ordinal;
}

function* shapeId(memory: MeasurementMemory, parsed: ParsedMeasurement): Unit<number> {
  const known = memory.findShape(parsed.type, parsed.columns);
  if (known !== undefined) return known;
  const row = yield* first(insertShape(parsed.type, JSON.stringify(parsed.columns)));
  if (!row) throw new Error('inserting a shape gave no id');
  memory.addShape({ id: row.id, type: parsed.type, columns: parsed.columns });
  return row.id;
}

function* insertRow(source: number, shape: number, parsed: ParsedMeasurement): Unit<string> {
  const { timeMs } = parsed;
  const last = yield* first(lastOrdinal(source, timeMs));
  const ordinal = last?.ordinal === null || last === undefined ? 0 : last.ordinal + 1;
  const extras = parsed.extras ? JSON.stringify(parsed.extras) : null;
  yield* run(insertMeasurement(source, timeMs, ordinal, shape, encodeSamples(parsed.samples), extras));
  if (ordinal < derivedOrdinals) return derivedId({ source, timeMs, ordinal });
  const overflow = yield* first(insertOverflow(source, timeMs, ordinal));
  if (!overflow) throw new Error('inserting an overflow row gave no number');
  return overflowId(overflow.number);
}

function* seriesFor(memory: SeriesMemory, deviceId: number, fragment: string, name: string, unit: string | null): Unit<Series> {
  const known = memory.find(deviceId, fragment, name);
  if (known && (unit === null || known.unit === unit)) return known;
  if (known && unit !== null) {
    yield* run(updateSeriesUnit(known.id, unit));
    const renamed = { ...known, unit };
    memory.set(renamed);
    return renamed;
  }
  const row = yield* first(insertSeries(deviceId, fragment, name, unit));
  if (!row) throw new Error('inserting a series gave no id');
  const added: Series = { id: row.id, deviceId, fragment, series: name, unit, latest: undefined };
  memory.add(added);
  return added;
}

function* recordPoint(memory: SeriesMemory, parsed: ParsedMeasurement, index: number): Unit<RecordedPoint> {
  const [fragment, name, unit] = parsed.columns[index] ?? ['', '', null];
  const value = parsed.samples[index] ?? 0;
  const series = yield* seriesFor(memory, parsed.sourceId, fragment, name, unit);
  const newest = series.latest === undefined || parsed.timeMs >= series.latest.timeMs;
  if (newest) memory.set({ ...series, latest: { timeMs: parsed.timeMs, value } });
  return {
    seriesId: series.id,
    deviceId: parsed.sourceId,
    fragment,
    series: name,
    unit: series.unit,
    timeMs: parsed.timeMs,
    value,
    newest,
    newSeries: series.latest === undefined,
  };
}

/** Store one measurement of a managed object known to exist. */
export function* recordMeasurement(
  memory: MeasurementMemory,
  series: SeriesMemory,
  parsed: ParsedMeasurement,
): Unit<RecordedMeasurement> {
  const source = yield* sourceOrdinal(memory, parsed.sourceId);
  const shape = yield* shapeId(memory, parsed);
  const id = yield* insertRow(source, shape, parsed);
  const points: RecordedPoint[] = [];
  for (let index = 0; index < parsed.columns.length; index += 1) {
    points.push(yield* recordPoint(series, parsed, index));
  }
  return { id, points };
}
