import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { openConnection, type Connection } from './database.ts';
import { AfterCommit, StagedMap } from './staged.ts';
import type { Step } from './statement.ts';
import { defaultQueueLimits, UnitQueue } from './unit-queue.ts';
import { all, run, type Unit } from './unit.ts';
import { UpkeepShare } from './upkeep-share.ts';

const applicationId = 0x7e57;
let path: string;
let connection: Connection;

const target = {
  connection: () => connection,
  reopen() {
    connection.close();
    connection = openConnection(path, 'write', applicationId);
  },
};

function insert(value: number, padding = ''): Step<unknown> {
  return { sql: 'INSERT INTO numbers (value, padding) VALUES (?, ?)', parameters: [value, padding] };
}

function stored(): number[] {
  return connection.execute<{ value: number }>({ sql: 'SELECT value FROM numbers ORDER BY value', parameters: [] }).map((row) => row.value);
}

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'valvomo-queue-')), 'test.db');
  connection = openConnection(path, 'write', applicationId);
  connection.exec('CREATE TABLE numbers (value INTEGER PRIMARY KEY, padding TEXT) STRICT');
});

afterEach(() => connection.close());

test('units that wait together stand or fall alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async (fails) => {
      connection.exec('DELETE FROM numbers');
      const memory = new StagedMap<number, number>();
      const effects: number[] = [];
      const afterCommit = new AfterCommit();
      const queue = new UnitQueue(target, [memory, afterCommit]);
      const outcomes = await Promise.allSettled(
        fails.map((fail, index) =>
          queue.write(function* () {
            yield* run(insert(index));
            memory.set(index, index);
            afterCommit.add(() => effects.push(index));
            if (fail) throw new Error(`unit ${index}`);
            return index;
          }),
        ),
      );
      const good = fails.flatMap((fail, index) => (fail ? [] : [index]));
      expect(stored()).toEqual(good);
      expect([...memory.committed().keys()]).toEqual(good);
      expect(effects).toEqual(good);
      expect(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))).toEqual(good);
    }),
    { numRuns: 25 },
  );
});

test('a unit sees what the units before it in the same group stored and remembered', async () => {
  const memory = new StagedMap<string, number>();
  const queue = new UnitQueue(target, [memory]);
  function* next(): Unit<number> {
    const count = (yield* all({ sql: 'SELECT value FROM numbers', parameters: [] })).length;
    expect(memory.get('count') ?? 0).toBe(count);
    yield* run(insert(count));
    memory.set('count', count + 1);
    return count;
  }
  expect(await Promise.all([1, 2, 3].map(() => queue.write(next)))).toEqual([0, 1, 2]);
});

test('what fails after the commit is not answered as lost, and keeps no other effect from running', async () => {
  const afterCommit = new AfterCommit();
  const queue = new UnitQueue(target, [afterCommit]);
  const told: number[] = [];
  const written = [1, 2].map((value) =>
    queue.write(function* () {
      yield* run(insert(value));
      afterCommit.add(() => {
        told.push(value);
        if (value === 1) throw new Error('effect');
      });
    }),
  );
  await Promise.all(written);
  expect(stored()).toEqual([1, 2]);
  expect(told).toEqual([1, 2]);
});

test('a failing statement of SQLite takes only its own unit', async () => {
  const queue = new UnitQueue(target, []);
  const twice = () => run(insert(1));
  const [a, b, c] = await Promise.allSettled([queue.write(twice), queue.write(twice), queue.write(() => run(insert(2)))]);
  expect([a?.status, b?.status, c?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(stored()).toEqual([1, 2]);
});

test('a full disk answers the whole group 507 and keeps nothing of it; afterwards it goes on', async () => {
  const memory = new StagedMap<number, number>();
  const queue = new UnitQueue(target, [memory]);
  await queue.write(() => run(insert(0)));
  // SQLite reports a file that may not grow exactly as it reports a full disk.
  const pages = Number(connection.pragma('page_count'));
  connection.pragma(`max_page_count = ${pages}`);
  const big = 'x'.repeat(100_000);
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map((value) =>
      queue.write(function* () {
        memory.set(value, value);
        yield* run(insert(value, value === 2 ? big : ''));
      }),
    ),
  );
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage-full' } });
  }
  expect(stored()).toEqual([0]);
  expect(memory.committed().size).toBe(0);
  connection.pragma('max_page_count = 1000000');
  await queue.write(() => run(insert(4)));
  expect(stored()).toEqual([0, 4]);
});

test('too much waiting is refused, and a closed queue takes nothing more', async () => {
  const queue = new UnitQueue(target, [], { maxWaiting: 10, maxGroup: 5 });
  const waiting = [queue.write(() => run(insert(1)), 6), queue.write(() => run(insert(2)), 4)];
  await expect(queue.write(() => run(insert(3)), 1)).rejects.toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 1 });
  await queue.close();
  await Promise.all(waiting);
  await expect(queue.write(() => run(insert(4)))).rejects.toBeInstanceOf(ExpectedError);
  expect(stored()).toEqual([1, 2]);
});

test('synchronous reads FULL on a fresh file and on a reopened one', () => {
  expect(connection.pragma('synchronous')).toBe(2);
  connection.close();
  connection = openConnection(path, 'write', applicationId);
  expect(connection.pragma('synchronous')).toBe(2);
  expect(connection.pragma('journal_mode')).toBe('wal');
});

test('a file of something else is refused', () => {
  connection.close();
  expect(() => openConnection(path, 'write', applicationId + 1)).toThrow('not a Valvomo file');
  connection = openConnection(path, 'write', applicationId);
});

test('upkeep comes after what others wait for, and has a fifth of the time while they keep coming', async () => {
  let nowMs = 0;
  const queue = new UnitQueue(target, [], defaultQueueLimits, new UpkeepShare(() => nowMs));
  const order: string[] = [];
  const unit = (name: string, tookMs: number) =>
    function* (): Unit<void> {
      order.push(name);
      nowMs += tookMs;
      yield* run(insert(order.length));
    };
  const upkeep = Array.from({ length: 40 }, () => queue.upkeep(unit('upkeep', 1)));
  for (let group = 0; group < 20; group += 1) await queue.write(unit('other', 9));
  const done = order.filter((name) => name === 'upkeep').length;
  expect(order[0]).toBe('other');
  expect(done / nowMs).toBeCloseTo(1 / 5, 1);
  await Promise.all(upkeep);
  expect(stored()).toHaveLength(60);
});

test('alone, upkeep is done at once; it is neither refused for want of room nor lost at the end', async () => {
  const queue = new UnitQueue(target, [], { maxWaiting: 1, maxGroup: 1 });
  const upkeep = [1, 2, 3, 4].map((value) => queue.upkeep(() => run(insert(value))));
  await queue.close();
  await Promise.all(upkeep);
  expect(stored()).toEqual([1, 2, 3, 4]);
  await expect(queue.upkeep(() => run(insert(5)))).rejects.toMatchObject({ code: 'unavailable' });
});

test('upkeep that fails takes nothing with it, and what it finds no room for is lost with its group', async () => {
  const queue = new UnitQueue(target, []);
  const failing = queue.upkeep(function* () {
    yield* run(insert(1));
    throw new Error('upkeep');
  });
  const [outcome] = await Promise.allSettled([failing, queue.write(() => run(insert(2)))]);
  expect(outcome.status).toBe('rejected');
  expect(stored()).toEqual([2]);
  connection.pragma(`max_page_count = ${Number(connection.pragma('page_count'))}`);
  const big = 'x'.repeat(100_000);
  const lost = await Promise.allSettled([queue.write(() => run(insert(3))), queue.upkeep(() => run(insert(4, big)))]);
  expect(lost).toMatchObject([{ reason: { code: 'storage-full' } }, { reason: { code: 'storage-full' } }]);
  expect(stored()).toEqual([2]);
});
