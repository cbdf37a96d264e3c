import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openTenantDatabase, type TenantDatabase } from '../../db/tenant-database.ts';
import { run, type Unit } from '../../db/unit.ts';
import { encodeRows, newestOf, readEntry } from './journal-entry.ts';
import { deleteEntriesBelow, eachEntry, entriesAfter } from './journal-store.ts';
import { PendingEntries } from './pending-entries.ts';

let folder: string;
let database: TenantDatabase;
let pending: PendingEntries;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-pending-'));
  database = openTenantDatabase(folder);
  pending = new PendingEntries();
  database.join(pending);
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

interface Brought {
  number: number;
  source: number;
  /** Long ones fill an entry. */
  rows: number;
  fails: boolean;
  /** Whether it writes a row of its own too. */
  writes: boolean;
}

function* bring({ number, source, rows, fails, writes }: Brought): Unit<void> {
  if (writes) yield* run(deleteEntriesBelow(1));
  const times = Array.from({ length: rows }, (_, row) => row * 1_000_000_007);
  pending.add({ number, source, shape: 1, width: 0 }, encodeRows({ count: rows, times, values: [], ordinals: null, extras: null }, 0));
  if (fails) throw new Error('taken back');
}

/** Number, source and rows of every group of the journal; `entries` its own numbers. */
function stored(): { groups: [number, number, number][]; entries: number[] } {
  const [groups, entries]: [[number, number, number][], number[]] = [[], []];
  const slice = database.readFirst(entriesAfter(0, 1000));
  const read = (entry: number, body: Uint8Array) => {
    entries.push(entry);
    readEntry(entry, body, () => true, ({ number, source }, rows) => groups.push([number, source, newestOf(rows).count]));
  };
  if (slice) eachEntry(slice, read);
  return { groups, entries };
}

const brought = fc.record({ source: fc.integer({ min: 1, max: 9 }), rows: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(9_000)), fails: fc.boolean(), writes: fc.boolean() });

test('what units of a group bring is stored in their order, but for what was taken back', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(brought, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }), async (groups) => {
      await database.write(() => run(deleteEntriesBelow(Number.MAX_SAFE_INTEGER)));
      const kept: [number, number, number][] = [];
      for (const group of groups) {
        const units = group.map((one) => ({ ...one, number: (number += 1) }));
        await Promise.allSettled(units.map((unit) => database.write(() => bring(unit))));
        for (const unit of units) if (!unit.fails) kept.push([unit.number, unit.source, unit.rows]);
      }
      const found = stored();
      expect(found.groups).toEqual(kept);
      expect(found.entries).toEqual([...found.entries].sort((a, b) => a - b));
      // An entry is deleted when all its units are no longer needed: it has the number of the last.
      expect(found.entries.at(-1) ?? 0).toBeGreaterThanOrEqual(kept.at(-1)?.[0] ?? 0);
    }),
    { numRuns: 60 },
  );
});

test('units of one group share an entry until it is full', async () => {
  const units = Array.from({ length: 40 }, (_, index): Brought => ({ number: index + 1, source: 1, rows: 1, fails: false, writes: false }));
  await Promise.all(units.map((unit) => database.write(() => bring(unit))));
  expect(stored().entries).toEqual([40]);
  const long = units.map((unit) => ({ ...unit, number: unit.number + 40, rows: 9_000 }));
  await Promise.all(long.map((unit) => database.write(() => bring(unit))));
  expect(stored().entries.length).toBeGreaterThan(5);
});
