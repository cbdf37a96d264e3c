/** Measurements of one request, gathered by source and shape: what is stored and evaluated in bulk. */
import type { ParsedMeasurement } from './measurement.ts';
import { shapeKeyOf, type ShapeKey } from './shape-key.ts';

/** Measurements of one source and shape, in the order they came. */
export interface GroupRows {
  readonly count: number;
  readonly times: ArrayLike<number>;
  /** A row for each measurement: its values in the order of the columns. */
  readonly values: ArrayLike<number>;
  /** Null when every one is 0. */
  readonly ordinals: ArrayLike<number> | null;
  /** JSON of what is no plain sample, by row. */
  readonly extras: ReadonlyMap<number, string> | null;
}

export class BatchGroup {
  readonly key: ShapeKey;
  readonly times: number[] = [];
  readonly values: number[] = [];
  sourceId: number;
  extras: Map<number, string> | null = null;
  /** Row of the newest measurement; of equally new ones the last. */
  newestRow = 0;

  constructor(sourceId: number, key: ShapeKey) {
    this.sourceId = sourceId;
    this.key = key;
  }

  get count(): number {
    return this.times.length;
  }

  /** Begin a row; its values are to be pushed next. */
  begin(timeMs: number): void {
    if (timeMs >= (this.times[this.newestRow] ?? -1)) this.newestRow = this.times.length;
    this.times.push(timeMs);
  }
}

export class MeasurementBatch {
  readonly groups: BatchGroup[] = [];
  /** Group of each measurement, in the order they were sent. */
  readonly groupOf: BatchGroup[] = [];
  readonly rowOf: number[] = [];

  get count(): number {
    return this.groupOf.length;
  }

  /** How much it writes: points, at least one a measurement. */
  get weight(): number {
    return this.groups.reduce((sum, { count, values }) => sum + Math.max(count, values.length), 0);
  }

  /** Begin a measurement; its values are to be pushed to the group returned, one a column. */
  begin(sourceId: number, key: ShapeKey, timeMs: number): BatchGroup {
    const group = this.#group(sourceId, key);
    this.groupOf.push(group);
    this.rowOf.push(group.count);
    group.begin(timeMs);
    return group;
  }

  add(parsed: ParsedMeasurement): void {
    const group = this.begin(parsed.sourceId, shapeKeyOf(parsed.type, parsed.columns), parsed.timeMs);
    for (const value of parsed.samples) group.values.push(value);
    if (parsed.extras) (group.extras ??= new Map()).set(group.count - 1, JSON.stringify(parsed.extras));
  }

  /** A measurement by its place in the request. */
  measurement(index: number): ParsedMeasurement {
    const group = this.groupOf[index];
    const row = this.rowOf[index] ?? 0;
    if (!group) throw new RangeError(`there is no measurement ${index}`);
    const { columns, type } = group.key;
    const extras = group.extras?.get(row);
    return {
      sourceId: group.sourceId,
      timeMs: group.times[row] ?? 0,
      type,
      columns: [...columns],
      samples: group.values.slice(row * columns.length, (row + 1) * columns.length),
      extras: extras === undefined ? null : (JSON.parse(extras) as Record<string, unknown>),
    };
  }

  #group(sourceId: number, key: ShapeKey): BatchGroup {
    const last = this.groupOf[this.groupOf.length - 1];
    if (last?.key === key && last.sourceId === sourceId) return last;
    const known = this.groups.find((group) => group.key === key && group.sourceId === sourceId);
    if (known) return known;
    const group = new BatchGroup(sourceId, key);
    this.groups.push(group);
    return group;
  }
}

/** A batch of measurements that were taken apart one by one. */
export function batchOf(measurements: Iterable<ParsedMeasurement>): MeasurementBatch {
  const batch = new MeasurementBatch();
  for (const measurement of measurements) batch.add(measurement);
  return batch;
}
