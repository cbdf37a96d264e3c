/**
 * An entry of the journal: what one unit stored, as it lies in memory, because it is written with every request and
 * read only after a stop. Doubles in the machine's own order (all machines this runs on are little-endian):
 * doubles in all, groups; of each group source, shape, width, count, whether ordinals follow, times, values, ordinals.
 * Behind the doubles stands JSON of what is no plain sample.
 */
import type { GroupRows } from '../measurement-batch.ts';

export interface JournalGroup {
  /** Ordinal of the source. */
  source: number;
  /** Id of the shape. */
  shape: number;
  /** Columns of the shape. */
  width: number;
  rows: GroupRows;
}

type Extra = [group: number, row: number, text: string];

const headLength = 2;
const groupHeadLength = 5;

let scratch = new Float64Array(4096);

function lengthOf(groups: readonly JournalGroup[]): number {
  const ofGroup = ({ width, rows }: JournalGroup) => groupHeadLength + rows.count * (1 + width + (rows.ordinals ? 1 : 0));
  return groups.reduce((sum, group) => sum + ofGroup(group), headLength);
}

function put(at: number, values: ArrayLike<number>, count: number): number {
  for (let index = 0; index < count; index += 1) scratch[at + index] = values[index] ?? 0;
  return at + count;
}

function putGroup(at: number, { source, shape, width, rows }: JournalGroup): number {
  const { count, times, values, ordinals } = rows;
  let next = put(at, [source, shape, width, count, ordinals ? 1 : 0], groupHeadLength);
  next = put(next, times, count);
  next = put(next, values, count * width);
  return ordinals ? put(next, ordinals, count) : next;
}

function extrasOf(groups: readonly JournalGroup[]): Extra[] {
  return groups.flatMap(({ rows }, group) => [...(rows.extras ?? [])].map(([row, text]): Extra => [group, row, text]));
}

/** The entry as bytes; valid until the next call. */
export function encodeEntry(groups: readonly JournalGroup[]): Uint8Array {
  const length = lengthOf(groups);
  if (scratch.length < length) scratch = new Float64Array(length * 2);
  let at = put(0, [length, groups.length], headLength);
  for (const group of groups) at = putGroup(at, group);
  const doubles = new Uint8Array(scratch.buffer, 0, length * 8);
  const extras = groups.some(({ rows }) => rows.extras) ? extrasOf(groups) : [];
  return extras.length === 0 ? doubles : Buffer.concat([doubles, Buffer.from(JSON.stringify(extras))]);
}

/** Blobs do not lie on a multiple of eight. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function addExtras(groups: JournalGroup[], text: string): void {
  for (const [group, row, extra] of JSON.parse(text) as Extra[]) {
    const rows = groups[group]?.rows;
    if (rows) groups[group] = { ...(groups[group] as JournalGroup), rows: { ...rows, extras: new Map(rows.extras).set(row, extra) } };
  }
}

/** @throws RangeError when the bytes are cut short. */
export function decodeEntry(bytes: Uint8Array): JournalGroup[] {
  const buffer = aligned(bytes);
  const [length = 0, count = 0] = new Float64Array(buffer, 0, headLength);
  const doubles = new Float64Array(buffer, 0, length);
  let at = headLength;
  const take = (size: number) => doubles.subarray(at, (at += size));
  const groups = Array.from({ length: count }, (): JournalGroup => {
    const [source, shape, width, rows, hasOrdinals] = take(groupHeadLength) as unknown as [number, number, number, number, number];
    const times = take(rows);
    const values = take(rows * width);
    return { source, shape, width, rows: { count: rows, times, values, ordinals: hasOrdinals === 1 ? take(rows) : null, extras: null } };
  });
  if (bytes.byteLength > length * 8) addExtras(groups, Buffer.from(buffer, length * 8).toString());
  return groups;
}
