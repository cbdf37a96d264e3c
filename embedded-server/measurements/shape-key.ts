/** Type and columns that measurements have in common, one object for each, so that equal ones are told by identity. */
import type { Column } from './measurement.ts';

export interface ShapeKey {
  readonly type: string;
  readonly columns: readonly Column[];
}

/** So many are remembered; more would be a client that makes up names. */
const mostKnown = 20_000;
const known = new Map<string, ShapeKey>();

/** The one object of this type and these columns. */
export function shapeKeyOf(type: string, columns: readonly Column[]): ShapeKey {
  const text = JSON.stringify([type, columns]);
  const found = known.get(text);
  if (found) return found;
  if (known.size >= mostKnown) known.clear();
  const key = { type, columns };
  known.set(text, key);
  return key;
}
