import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openTenantDatabase, type TenantDatabase } from '../../db/tenant-database.ts';
import { run, type Unit } from '../../db/unit.ts';
import { deleteEntriesBelow, eachEntry, entriesAfter, insertEntry } from './journal-store.ts';

let folder: string;
let database: TenantDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-journal-'));
  database = openTenantDatabase(folder);
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function* insertAll(bodies: readonly Uint8Array[], firstNumber: number): Unit<void> {
  for (const [index, body] of bodies.entries()) yield* run(insertEntry(firstNumber + index, body));
}

/** Everything after a number, read so many at once. */
function entriesFrom(number: number, atOnce: number): { numbers: number[]; bodies: number[][] } {
  const [numbers, bodies]: [number[], number[][]] = [[], []];
  for (;;) {
    const slice = database.readFirst(entriesAfter(numbers.at(-1) ?? number, atOnce));
    const count = slice ? eachEntry(slice, (found, body) => void (numbers.push(found), bodies.push([...body]))) : 0;
    if (count < atOnce) return { numbers, bodies };
  }
}

test('entries come back in order and byte by byte, whatever the slices', () => {
  // Zeros and what is no text included: joined they are text to SQLite.
  const body = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.constant(Uint8Array.of(0)), fc.constant(Uint8Array.of(0xff, 0, 0xc3)));
  fc.assert(
    fc.property(fc.array(body, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (bodies, atOnce) => {
      database.prepare(function* () {
        yield* run(deleteEntriesBelow(Number.MAX_SAFE_INTEGER));
        yield* insertAll(bodies, 7);
      });
      expect(entriesFrom(6, atOnce)).toEqual({ numbers: bodies.map((_, index) => 7 + index), bodies: bodies.map((bytes) => [...bytes]) });
    }),
  );
});

test('fewer bytes than were counted are not taken apart', () => {
  expect(() => eachEntry({ numbers: '1,2', lengths: '3,3', bodies: new Uint8Array(5) }, () => undefined)).toThrow('cut short');
});
