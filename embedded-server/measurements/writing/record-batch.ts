/** Storing the measurements of one request, inside a unit: sources, shapes, series, the journal, latest points. */
import { ExpectedError } from '#contract/errors.ts';

import { first, run, type Unit } from '../../db/unit.ts';
import type { SourceHead } from '../head/source-head.ts';
import { encodeRows } from '../journal/journal-entry.ts';
import type { BatchGroup, MeasurementBatch } from '../measurement-batch.ts';
import { derivedId, derivedOrdinals, maxSourceOrdinal, overflowId } from '../measurement-id.ts';
import type { MeasurementMemory } from '../measurement-memory.ts';
import { insertOverflow, insertSeries, insertShape, insertSource, updateSeriesUnit } from '../measurement-store.ts';
import { Ordinals, type Recording } from './ordinals.ts';
import type { Series, SeriesMemory } from '../series-memory.ts';
import type { ShapeKey } from '../shape-key.ts';

/** Measurements of one source and shape as they were stored. */
export interface RecordedGroup {
  readonly deviceId: number;
  readonly rows: BatchGroup;
  /** One a column. */
  readonly series: readonly Series[];
  /** Those of the series whose newest point is of this request. */
  readonly moved: readonly Series[];
  /** A series among them has its first point. */
  readonly hasNewSeries: boolean;
}

// --- what is new

function* sourceHead(memory: MeasurementMemory, deviceId: number): Unit<SourceHead> {
  const known = memory.headOf(deviceId);
  if (known) return known;
  const row = yield* first(insertSource(deviceId, memory.heads.lastNumber));
  if (!row || row.ordinal > maxSourceOrdinal) {
    throw new ExpectedError('conflict', `this tenant has had ${maxSourceOrdinal} measuring devices; no more fit`);
  }
  return memory.addSource(deviceId, row.ordinal);
}

function* shapeId(memory: MeasurementMemory, key: ShapeKey): Unit<number> {
  const known = memory.findShape(key);
  if (known !== undefined) return known;
  const row = yield* first(insertShape(key.type, JSON.stringify(key.columns)));
  if (!row) throw new Error('inserting a shape gave no id');
  memory.addShape(row.id, key);
  return row.id;
}

function* seriesFor(memory: SeriesMemory, deviceId: number, fragment: string, name: string, unit: string | null): Unit<Series> {
  const known = memory.find(deviceId, fragment, name);
  if (known) {
    if (unit !== null && known.unit !== unit) {
      yield* run(updateSeriesUnit(known.id, unit));
      memory.setUnit(known, unit);
    }
    return known;
  }
  const row = yield* first(insertSeries(deviceId, fragment, name, unit));
  if (!row) throw new Error('inserting a series gave no id');
  const added: Series = { id: row.id, deviceId, fragment, series: name, unit, latest: undefined };
  memory.add(added);
  return added;
}

function isCurrent(memory: SeriesMemory, series: readonly Series[], { columns }: ShapeKey): boolean {
  return series.every((one, index) => memory.isKnown(one) && (columns[index]?.[2] ?? one.unit) === one.unit);
}

function* seriesOf(memory: SeriesMemory, head: SourceHead, shape: number, key: ShapeKey): Unit<readonly Series[]> {
  const known = head.seriesOf.get(shape);
  if (known && isCurrent(memory, known, key)) return known;
  const series: Series[] = [];
  for (const [fragment, name, unit] of key.columns) series.push(yield* seriesFor(memory, head.deviceId, fragment, name, unit));
  head.seriesOf.set(shape, series);
  return series;
}

// --- storing

function* prepare(memory: MeasurementMemory, batch: MeasurementBatch): Unit<Map<BatchGroup, Recording>> {
  const recordings = new Map<BatchGroup, Recording>();
  const heads = new Set<SourceHead>();
  for (const group of batch.groups) {
    const head = yield* sourceHead(memory, group.sourceId);
    recordings.set(group, { group, head, shape: yield* shapeId(memory, group.key), ordinals: null });
    heads.add(head);
  }
  for (const head of heads) memory.heads.rememberTimes(head);
  return recordings;
}

/** Into the journal, which is stored with the group, and into memory. */
function store(memory: MeasurementMemory, recordings: Iterable<Recording>): void {
  const number = memory.heads.nextNumber();
  for (const { group, head, shape, ordinals } of recordings) {
    const { count, times, values, extras } = group;
    const width = group.key.columns.length;
    const bytes = encodeRows({ count, times, values, ordinals, extras }, width);
    memory.journal.add({ number, source: head.source, shape, width }, bytes);
    memory.heads.append(head, shape, width, { count, bytes }, number);
  }
}

function moveLatest(memory: SeriesMemory, group: BatchGroup, series: readonly Series[]): Series[] {
  const timeMs = group.times[group.newestRow] ?? 0;
  const at = group.newestRow * series.length;
  return series.filter((one, column) => {
    if (one.latest && timeMs < one.latest.timeMs) return false;
    memory.setLatest(one, { timeMs, value: group.values[at + column] ?? 0 });
    return true;
  });
}

function* recordGroup(series: SeriesMemory, { group, head, shape }: Recording): Unit<RecordedGroup> {
  const columns = yield* seriesOf(series, head, shape, group.key);
  const hasNewSeries = columns.some(({ latest }) => latest === undefined);
  return { deviceId: head.deviceId, rows: group, series: columns, moved: moveLatest(series, group, columns), hasNewSeries };
}

// --- ids

/** Ids of the measurements of a request; made when they are asked for. */
export class RecordedIds {
  readonly #batch: MeasurementBatch;
  readonly #sourceOf: (group: BatchGroup) => number;
  readonly #ordinals: ReadonlyMap<number, number>;
  readonly #overflow: ReadonlyMap<number, string>;

  constructor(batch: MeasurementBatch, sourceOf: (group: BatchGroup) => number, ordinals: ReadonlyMap<number, number>, overflow: ReadonlyMap<number, string>) {
    this.#batch = batch;
    this.#sourceOf = sourceOf;
    this.#ordinals = ordinals;
    this.#overflow = overflow;
  }

  /** Id of the measurement at a place of the request. */
  at(index: number): string {
    const group = this.#batch.groupOf[index] as BatchGroup;
    const timeMs = group.times[this.#batch.rowOf[index] ?? 0] ?? 0;
    return this.#overflow.get(index) ?? derivedId({ source: this.#sourceOf(group), timeMs, ordinal: this.#ordinals.get(index) ?? 0 });
  }

  all(): string[] {
    return Array.from({ length: this.#batch.count }, (_, index) => this.at(index));
  }
}

function* overflowIds(batch: MeasurementBatch, recordings: ReadonlyMap<BatchGroup, Recording>, ordinals: ReadonlyMap<number, number>): Unit<Map<number, string>> {
  const ids = new Map<number, string>();
  for (const [index, ordinal] of ordinals) {
    if (ordinal < derivedOrdinals) continue;
    const group = batch.groupOf[index] as BatchGroup;
    const source = recordings.get(group)?.head.source ?? 0;
    const row = yield* first(insertOverflow(source, group.times[batch.rowOf[index] ?? 0] ?? 0, ordinal));
    if (!row) throw new Error('inserting an overflow row gave no number');
    ids.set(index, overflowId(row.number));
  }
  return ids;
}

export interface RecordedBatch {
  groups: RecordedGroup[];
  ids: RecordedIds;
}

/** Store measurements of managed objects known to exist. */
export function* recordBatch(memory: MeasurementMemory, series: SeriesMemory, batch: MeasurementBatch): Unit<RecordedBatch> {
  const recordings = yield* prepare(memory, batch);
  const ordinals = new Ordinals(memory, batch, recordings);
  yield* ordinals.give();
  const overflow = yield* overflowIds(batch, recordings, ordinals.given);
  store(memory, recordings.values());
  const groups: RecordedGroup[] = [];
  for (const recording of recordings.values()) groups.push(yield* recordGroup(series, recording));
  return { groups, ids: new RecordedIds(batch, (group) => recordings.get(group)?.head.source ?? 0, ordinals.given, overflow) };
}
