import fc from 'fast-check';
import { expect, test } from 'vitest';

import { encodeEntry, readEntry, type JournalGroup } from './journal-entry.ts';

const decimal = fc.integer({ min: -100_000, max: 100_000 }).map((hundredths) => hundredths / 100);
const odd = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 1e-300, 0.1 + 0.2, 2 ** 53 - 1, -(2 ** 50) - 1));

const group: fc.Arbitrary<JournalGroup> = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 })).chain(([count, width]) =>
  fc.record({
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

function plain({ rows, ...rest }: JournalGroup): unknown {
  const bits = (numbers: ArrayLike<number>) => Array.from(numbers, (number) => (Object.is(number, -0) ? '-0' : number));
  return { ...rest, ...rows, times: bits(rows.times), values: bits(rows.values), ordinals: rows.ordinals && bits(rows.ordinals), extras: rows.extras && [...rows.extras] };
}

/** The groups of an entry, kept. */
function groupsOf(bytes: Uint8Array, isWanted: (source: number) => boolean = () => true): unknown[] {
  const groups: unknown[] = [];
  readEntry(bytes, isWanted, (found) => groups.push(plain(found)));
  return groups;
}

test('comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
      expect(groupsOf(encodeEntry(groups).body.slice())).toEqual(groups.map(plain));
    }),
    { numRuns: 500 },
  );
});

test('that is cut short, or of a version to come, is not read as something else', () => {
  const rows = { count: 2, times: [1000, 2000], values: [1.5, 2.5], ordinals: null, extras: null };
  const bytes = encodeEntry([{ source: 1, shape: 1, width: 1, rows }]).body.slice();
  for (let length = 0; length < bytes.length; length += 1) expect(() => groupsOf(bytes.subarray(0, length))).toThrow();
  expect(() => groupsOf(Uint8Array.of(2, 0))).toThrow('version 2');
});

test('only what is wanted is given out, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
      const isWanted = (source: number) => source % 2 === 0;
      expect(groupsOf(encodeEntry(groups).body.slice(), isWanted)).toEqual(groups.filter(({ source }) => isWanted(source)).map(plain));
    }),
  );
});
