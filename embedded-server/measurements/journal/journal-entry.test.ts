import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ByteReader } from '../blocks/byte-reader.ts';
import { ByteWriter } from '../blocks/byte-writer.ts';
import type { GroupRows } from '../measurement-batch.ts';
import { addToEntry, beginEntry, encodeRows, newestOf, readEntry, readRows, type JournalGroup } from './journal-entry.ts';

interface StoredGroup extends JournalGroup {
  rows: GroupRows;
}

const decimal = fc.integer({ min: -100_000, max: 100_000 }).map((hundredths) => hundredths / 100);
const odd = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 1e-300, 0.1 + 0.2, 2 ** 53 - 1, -(2 ** 50) - 1));

const group: fc.Arbitrary<StoredGroup> = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 })).chain(([count, width]) =>
  fc.record({
    number: fc.integer({ min: 1, max: 2 ** 53 - 1 }),
    source: fc.integer({ min: 1, max: 131_071 }),
    shape: fc.integer({ min: 1, max: 100_000 }),
    width: fc.constant(width),
    rows: fc.record({
      count: fc.constant(count),
      times: fc.array(fc.integer({ min: 0, max: 4_102_444_799_999 }), { minLength: count, maxLength: count }),
      values: fc.oneof(decimal, fc.oneof(decimal, odd)).chain((first) => fc.array(fc.oneof(fc.constant(first), decimal, odd), { minLength: count * width, maxLength: count * width })),
      ordinals: fc.option(fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: count, maxLength: count })),
      extras: fc.option(fc.array(fc.tuple(fc.nat(count - 1), fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 3 }).map((pairs) => new Map(pairs))),
    }),
  }),
);

function plain({ rows, ...rest }: StoredGroup): unknown {
  const bits = (numbers: ArrayLike<number>) => Array.from(numbers, (number) => (Object.is(number, -0) ? '-0' : number));
  return { ...rest, ...rows, times: bits(rows.times), values: bits(rows.values), ordinals: rows.ordinals && bits(rows.ordinals), extras: rows.extras && [...rows.extras] };
}

function entryOf(groups: readonly StoredGroup[]): Uint8Array {
  const writer = new ByteWriter();
  beginEntry(writer);
  for (const one of groups) addToEntry(writer, one, encodeRows(one.rows, one.width));
  return writer.written();
}

/** The groups of an entry, kept. */
function groupsOf(bytes: Uint8Array, isWanted: (source: number, number: number) => boolean = () => true): unknown[] {
  const groups: unknown[] = [];
  readEntry(7, bytes, isWanted, (found, encoded) => groups.push(plain({ ...found, rows: readRows(new ByteReader(encoded), found.width) })));
  return groups;
}

test('comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
      expect(groupsOf(entryOf(groups))).toEqual(groups.map(plain));
    }),
    { numRuns: 500 },
  );
});

test('the newest row is found without reading values', () => {
  fc.assert(
    fc.property(group, ({ rows, width }) => {
      const newest = Math.max(...Array.from(rows.times));
      expect(newestOf(encodeRows(rows, width))).toEqual({ count: rows.count, timeMs: newest, row: Array.from(rows.times).lastIndexOf(newest) });
    }),
  );
});

test('that is cut short, or of a version to come, is not read as something else', () => {
  const rows = { count: 2, times: [1000, 2000], values: [1.5, 2.5], ordinals: null, extras: null };
  const bytes = entryOf([{ number: 9, source: 1, shape: 1, width: 1, rows }]);
  expect(() => groupsOf(bytes.subarray(0, 0))).toThrow();
  for (let length = 2; length < bytes.length; length += 1) expect(() => groupsOf(bytes.subarray(0, length))).toThrow();
  expect(() => groupsOf(Uint8Array.of(3, 0))).toThrow('version 3');
});

test('only what is wanted is given out, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
      const isWanted = (source: number, number: number) => (source + number) % 2 === 0;
      expect(groupsOf(entryOf(groups), isWanted)).toEqual(groups.filter(({ source, number }) => isWanted(source, number)).map(plain));
    }),
  );
});

test('one of the first version is read: it has the number of its only unit', () => {
  const rows = encodeRows({ count: 2, times: [1000, 2000], values: [1.5, 2.5], ordinals: null, extras: null }, 1);
  const bytes = Uint8Array.of(1, 2, 5, 3, 1, ...rows, 6, 3, 1, ...rows);
  const found = (source: number) => ({ number: 7, source, shape: 3, width: 1, count: 2, times: [1000, 2000], values: [1.5, 2.5], ordinals: null, extras: null });
  expect(groupsOf(bytes)).toEqual([found(5), found(6)]);
  expect(groupsOf(bytes, (source) => source === 6)).toEqual([found(6)]);
});
