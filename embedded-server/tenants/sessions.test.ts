import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openPlatformDatabase, type PlatformDatabase } from '../db/platform-database.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { Sessions } from './sessions.ts';
import { addTenant } from './tenant-directory.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const limits = { idleMs: 30 * minute, absoluteMs: 12 * hour, stepUpMs: 15 * minute };
const anna = { tenant: 'main', userName: 'anna', address: '127.0.0.1' };

let folder: string;
let platform: PlatformDatabase;
let clock: FakeClock;
let sessions: Sessions;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-sessions-'));
  platform = openPlatformDatabase(folder);
  await platform.write(() => addTenant('main', 1));
  clock = new FakeClock();
  sessions = new Sessions(platform, clock, limits);
});

afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

/** A core that starts anew on the same files: its monotonic clock begins at another moment. */
function restart(wallMs: number): Sessions {
  sessions.close();
  clock = new FakeClock(wallMs);
  return new Sessions(platform, clock, limits);
}

test('a session without activity lives for 29:59 and is gone at 30:01', async () => {
  const { id } = await sessions.begin(anna);
  clock.advance(29 * minute + 59 * second);
  expect(sessions.find(id)).toMatchObject({ userName: 'anna' });
  clock.advance(2 * second);
  expect(sessions.find(id)).toBeUndefined();
});

test('with all activity in the world it lives for 11:59:59 and is gone at 12:00:01', async () => {
  const { id, session } = await sessions.begin(anna);
  for (let count = 0; count < 35; count += 1) {
    clock.advance(20 * minute);
    await sessions.noteActivity(session);
  }
  clock.advance(19 * minute + 59 * second);
  expect(sessions.find(id)).toBeDefined();
  clock.advance(2 * second);
  expect(sessions.find(id)).toBeUndefined();
});

test('looking at a session does not extend it, and giving the password does not either', async () => {
  const { id, session } = await sessions.begin(anna);
  for (let count = 0; count < 29; count += 1) {
    clock.advance(minute);
    sessions.find(id);
  }
  await sessions.stepUp(session);
  clock.advance(minute);
  expect(sessions.find(id)).toBeUndefined();
});

test('the wall clock set back neither extends nor revives', async () => {
  const { id } = await sessions.begin(anna);
  clock.setWall(clock.now() - 10 * hour);
  clock.advance(29 * minute + 59 * second);
  expect(sessions.find(id)).toBeDefined();
  clock.advance(2 * second);
  expect(sessions.find(id)).toBeUndefined();
  clock.setWall(clock.now() - 24 * hour);
  expect(sessions.find(id)).toBeUndefined();
});

test('the wall clock set forward ends it, and setting it right again does not bring it back', async () => {
  const { id } = await sessions.begin(anna);
  clock.setWall(clock.now() + hour);
  expect(sessions.find(id)).toBeUndefined();
  clock.setWall(clock.now() - hour);
  expect(sessions.find(id)).toBeUndefined();
});

test('however time passes and clocks jump, an ended session stays ended', async () => {
  const jump = fc.integer({ min: -30 * hour, max: 30 * hour });
  const pass = fc.integer({ min: 0, max: 20 * minute });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ jump, pass }), { maxLength: 12 }), async (steps) => {
      const { id } = await sessions.begin(anna);
      let passed = 0;
      let ended = false;
      for (const step of steps) {
        clock.setWall(clock.now() + step.jump);
        clock.advance(step.pass);
        passed += step.pass;
        const found = sessions.find(id) !== undefined;
        expect(found && (ended || passed >= 30 * minute)).toBe(false);
        ended = !found;
      }
      await sessions.endAllOf('main', 'anna', 'revoked');
    }),
    { numRuns: 30 },
  );
});

test('it survives a restart with the time it had left', async () => {
  const { id } = await sessions.begin(anna);
  clock.advance(20 * minute);
  sessions = restart(clock.now() + 5 * minute);
  expect(sessions.find(id)).toMatchObject(anna);
  clock.advance(5 * minute - second);
  expect(sessions.find(id)).toBeDefined();
  clock.advance(2 * second);
  expect(sessions.find(id)).toBeUndefined();
});

test('after a restart with the clock set back everybody signs in again', async () => {
  const { id } = await sessions.begin(anna);
  sessions = restart(clock.now() - minute);
  expect(sessions.find(id)).toBeUndefined();
  await platform.idle();
  sessions = restart(clock.now() + 2 * minute);
  expect(sessions.find(id)).toBeUndefined();
});

test('administration needs the password again after fifteen minutes', async () => {
  const { session } = await sessions.begin(anna);
  clock.advance(15 * minute - second);
  expect(sessions.isSteppedUp(session)).toBe(true);
  clock.advance(second);
  expect(sessions.isSteppedUp(session)).toBe(false);
  await sessions.stepUp(session);
  expect(sessions.isSteppedUp(session)).toBe(true);
  expect(sessions.ends(session)).toEqual({
    idleEndsMs: clock.now() + 15 * minute,
    absoluteEndMs: clock.now() + 12 * hour - 15 * minute,
    stepUpEndsMs: clock.now() + 15 * minute,
  });
});

test('a sixth session of one person ends the oldest', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    ids.push((await sessions.begin(anna)).id);
    clock.advance(second);
  }
  await sessions.begin({ ...anna, userName: 'bert' });
  expect(ids.map((id) => sessions.find(id) !== undefined)).toEqual([false, true, true, true, true, true]);
  sessions = restart(clock.now());
  expect(sessions.of('main', 'anna')).toHaveLength(5);
});

test('ending is at once, before the file has it, and whoever listens is told', async () => {
  const { id } = await sessions.begin(anna);
  const told: string[] = [];
  sessions.onEnd((session) => told.push(session.userName));
  const ending = sessions.endAllOf('main', 'anna', 'revoked');
  expect(sessions.find(id)).toBeUndefined();
  expect(told).toEqual(['anna']);
  await ending;
  sessions = restart(clock.now());
  expect(sessions.find(id)).toBeUndefined();
});

test('whoever listens hears of the end of an idle session within a second', async () => {
  await sessions.begin(anna);
  let told = 0;
  sessions.onEnd(() => (told += 1));
  clock.advance(30 * minute - 1);
  expect(told).toBe(0);
  clock.advance(second);
  expect(told).toBe(1);
});

test('the file holds no id that could be used', async () => {
  const { id } = await sessions.begin(anna);
  const rows = platform.read({ sql: 'SELECT hex(id_hash) AS hash FROM sessions', parameters: [] });
  expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows).toLowerCase()).not.toContain(Buffer.from(id).toString('hex'));
});
