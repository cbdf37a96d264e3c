/**
 * What the measurements of a kind of device have in common byte by byte. A device writes its measurements the same way
 * every time: between source, time and values stands the same text. It is looked at once and compared from then on.
 */
import { parseMeasurement, type Column } from '../measurement.ts';
import { shapeKeyOf, type ShapeKey } from '../shape-key.ts';
import { JsonWalk, type Hole } from './json-walk.ts';

export interface Template {
  readonly key: ShapeKey;
  /** What stands before each hole, and after the last one. */
  readonly literals: readonly Uint8Array[];
  readonly holes: readonly Hole['kind'][];
  /** The template of the measurement that came next the last time. */
  following: Template | null;
}

function sameColumns(columns: readonly Column[], holes: readonly Hole[]): boolean {
  const values = holes.filter(({ kind }) => kind === 'value');
  return values.length === columns.length && columns.every(([fragment, series], index) => values[index]?.path === `${fragment}\n${series}`);
}

/**
 * The template of a measurement.
 * @param bytes of a JSON object.
 * @returns null when it is none, or has anything that may differ beside source, time and values.
 */
export function templateOf(bytes: Uint8Array): Template | null {
  try {
    const parsed = parseMeasurement(JSON.parse(Buffer.from(bytes).toString()));
    const holes = new JsonWalk(bytes).holes();
    const isPlain = parsed.extras === null && sameColumns(parsed.columns, holes);
    if (!isPlain || holes.filter(({ kind }) => kind === 'source').length !== 1 || holes.filter(({ kind }) => kind === 'time').length !== 1) return null;
    const edges = [0, ...holes.flatMap(({ from, to }) => [from, to]), bytes.length];
    const literals = Array.from({ length: holes.length + 1 }, (_, index) => bytes.slice(edges[index * 2], edges[index * 2 + 1]));
    return { key: shapeKeyOf(parsed.type, parsed.columns), literals, holes: holes.map(({ kind }) => kind), following: null };
  } catch {
    return null;
  }
}
