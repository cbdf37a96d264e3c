/** The JSON of a stored measurement as the wire shows it, put together from pieces that measurements of a shape share. */
import { formatInstant } from '#contract/time.ts';

import { composeMeasurement, type Column } from './measurement.ts';
import type { MeasurementBatch } from './measurement-batch.ts';
import type { ShapeKey } from './shape-key.ts';

/** What stands before each value, and after the last one. */
const pieces = new WeakMap<ShapeKey, readonly string[]>();

/** Columns of a fragment must stand together to be one object. */
function areTogether(columns: readonly Column[]): boolean {
  const names = columns.map(([fragment]) => fragment);
  return names.every((name, index) => names.indexOf(name) === index || names[index - 1] === name);
}

function piecesOf({ columns }: ShapeKey): string[] {
  let text = '';
  const made = columns.map(([fragment, series, unit], index) => {
    const isFirst = columns[index - 1]?.[0] !== fragment;
    const before = `${text}${isFirst ? `,${JSON.stringify(fragment)}:{` : ','}${JSON.stringify(series)}:{"value":`;
    const isLast = columns[index + 1]?.[0] !== fragment;
    text = `${unit === null ? '' : `,"unit":${JSON.stringify(unit)}`}}${isLast ? '}' : ''}`;
    return before;
  });
  return [...made, `${text}}`];
}

/** A measurement of a request as it was stored: what JSON.stringify makes of {@link composeMeasurement}. */
export function measurementText(id: string, baseUrl: string, batch: MeasurementBatch, index: number): string {
  const { key, extras, sourceId, times, values } = batch.groupOf[index] as MeasurementBatch['groupOf'][number];
  const row = batch.rowOf[index] ?? 0;
  if (extras?.has(row) || !areTogether(key.columns)) return JSON.stringify(composeMeasurement(id, baseUrl, batch.measurement(index)));
  const known = pieces.get(key) ?? piecesOf(key);
  pieces.set(key, known);
  const at = row * key.columns.length;
  let text = `{"id":"${id}","self":"${baseUrl}/measurement/measurements/${id}","source":{"id":"${sourceId}","self":"${baseUrl}/inventory/managedObjects/${sourceId}"},"time":"${formatInstant(times[row] ?? 0)}","type":${JSON.stringify(key.type)}`;
  key.columns.forEach((_, column) => (text += `${known[column] ?? ''}${values[at + column] ?? 0}`));
  return text + (known[key.columns.length] ?? '');
}
