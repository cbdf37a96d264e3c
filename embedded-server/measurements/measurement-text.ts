/** The JSON of a stored measurement as the wire shows it, put together from pieces that measurements of a shape share. */
import { formatInstant } from '#contract/time.ts';

import { composeMeasurement, type Column } from './measurement.ts';
import type { MeasurementBatch } from './measurement-batch.ts';
import type { ShapeKey } from './shape-key.ts';

/** Where JSON is written to. */
export interface JsonSink {
  /** JSON as it is. */
  text(json: string): void;
  /** The same in UTF-8. */
  bytes(json: Uint8Array): void;
  number(value: number): void;
}

/** What stands after the time and before each value, and after the last one; null where only the general way will do. */
const pieces = new WeakMap<ShapeKey, readonly Uint8Array[] | null>();

/** Columns of a fragment must stand together to be one object. */
function areTogether(columns: readonly Column[]): boolean {
  const names = columns.map(([fragment]) => fragment);
  return names.every((name, index) => names.indexOf(name) === index || names[index - 1] === name);
}

function piecesOf({ type, columns }: ShapeKey): Uint8Array[] | null {
  if (!areTogether(columns)) return null;
  let text = `","type":${JSON.stringify(type)}`;
  const made = columns.map(([fragment, series, unit], index) => {
    const isFirst = columns[index - 1]?.[0] !== fragment;
    const before = `${text}${isFirst ? `,${JSON.stringify(fragment)}:{` : ','}${JSON.stringify(series)}:{"value":`;
    const isLast = columns[index + 1]?.[0] !== fragment;
    text = `${unit === null ? '' : `,"unit":${JSON.stringify(unit)}`}}${isLast ? '}' : ''}`;
    return before;
  });
  return [...made, `${text}}`].map((piece) => Buffer.from(piece));
}

function knownPieces(key: ShapeKey): readonly Uint8Array[] | null {
  const known = pieces.get(key);
  if (known !== undefined) return known;
  const made = piecesOf(key);
  pieces.set(key, made);
  return made;
}

/** Write a measurement of a request as it was stored: what JSON.stringify makes of {@link composeMeasurement}. */
export function writeMeasurement(to: JsonSink, id: string, baseUrl: string, batch: MeasurementBatch, index: number): void {
  const { key, extras, sourceId, times, values } = batch.groupOf[index] as MeasurementBatch['groupOf'][number];
  const row = batch.rowOf[index] ?? 0;
  const known = extras?.has(row) ? null : knownPieces(key);
  if (!known) return to.text(JSON.stringify(composeMeasurement(id, baseUrl, batch.measurement(index))));
  const width = key.columns.length;
  to.text(`{"id":"${id}","self":"${baseUrl}/measurement/measurements/${id}","source":{"id":"${sourceId}","self":"${baseUrl}/inventory/managedObjects/${sourceId}"},"time":"${formatInstant(times[row] ?? 0)}`);
  for (let column = 0; column < width; column += 1) {
    to.bytes(known[column] as Uint8Array);
    to.number(values[row * width + column] ?? 0);
  }
  to.bytes(known[width] as Uint8Array);
}
