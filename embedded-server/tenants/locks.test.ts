import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openPlatformDatabase, type PlatformDatabase } from '../db/platform-database.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { Locks } from './locks.ts';
import { Sessions } from './sessions.ts';
import { addTenant } from './tenant-directory.ts';

const minute = 60_000;
const hour = 60 * minute;
const limits = { idleMs: 30 * minute, absoluteMs: 12 * hour, stepUpMs: 15 * minute };
const anna = { tenant: 'main', userName: 'anna', address: '127.0.0.1' };

let folder: string;
let platform: PlatformDatabase;
let clock: FakeClock;
let sessions: Sessions;
let locks: Locks;

function open(): void {
  sessions = new Sessions(platform, clock, limits);
  locks = new Locks(platform, clock, limits, sessions);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-locks-'));
  platform = openPlatformDatabase(folder);
  await platform.write(() => addTenant('main', 1));
  clock = new FakeClock();
  open();
});

afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

/** The platform's clock stood at `wallMs` when it was started again on the same file. */
async function restart(wallMs: number): Promise<void> {
  await platform.idle();
  locks.close();
  sessions.close();
  clock = new FakeClock(wallMs);
  open();
}

test('an idle session leaves a lock, which lasts until the longest time of the session', async () => {
  const { id } = await sessions.begin(anna);
  clock.advance(30 * minute);
  expect(sessions.find(id)).toBeUndefined();
  expect(locks.find(id)).toMatchObject({ userName: 'anna', asked: false });
  clock.advance(11.5 * hour - 1);
  expect(locks.find(id)).toBeDefined();
  clock.advance(1);
  expect(locks.find(id)).toBeUndefined();
});

test('a session that its person locked has ended and leaves a lock at once', async () => {
  const { id, session } = await sessions.begin(anna);
  const ending = sessions.end(session, 'locked');
  expect([sessions.find(id), locks.find(id)?.asked]).toEqual([undefined, true]);
  await ending;
});

test.each(['signed-out', 'too-long', 'replaced', 'revoked'] as const)('a session that ended as %s leaves none', async (ending) => {
  const { id, session } = await sessions.begin(anna);
  await sessions.end(session, ending);
  expect(locks.find(id)).toBeUndefined();
});

test('a session that slept past its longest time leaves none', async () => {
  const { id } = await sessions.begin(anna);
  clock.advance(13 * hour);
  expect(sessions.find(id)).toBeUndefined();
  expect(locks.find(id)).toBeUndefined();
});

test('a lock survives a restart, a session that went idle meanwhile becomes one', async () => {
  const asked = await sessions.begin(anna);
  const idle = await sessions.begin(anna);
  await sessions.end(asked.session, 'locked');
  await restart(clock.now() + 40 * minute);
  expect(locks.find(asked.id)?.asked).toBe(true);
  expect(sessions.find(idle.id)).toBeUndefined();
  expect(locks.find(idle.id)?.asked).toBe(false);
});

test('what a break left as both lock and session is a lock', async () => {
  const { id, session } = await sessions.begin(anna);
  await sessions.end(session, 'locked');
  await platform.idle();
  const { id: other } = await sessions.begin(anna);
  // As if the deletion of the session had not reached the disk.
  await platform.write(function* () {
    yield { sql: 'update sessions set id_hash = ?', parameters: [Buffer.from(session.key, 'hex')] };
  });
  await restart(clock.now() + minute);
  expect([sessions.find(id), sessions.find(other)]).toEqual([undefined, undefined]);
  expect(locks.find(id)).toBeDefined();
});

test('a clock that was set back while the core was down takes the locks too', async () => {
  const { id, session } = await sessions.begin(anna);
  await sessions.end(session, 'locked');
  await restart(clock.now() - hour);
  expect(locks.find(id)).toBeUndefined();
});

test('an ended lock stays ended, also after a restart', async () => {
  const { id, session } = await sessions.begin(anna);
  await sessions.end(session, 'locked');
  locks.endAllOf('main', 'anna');
  expect(locks.find(id)).toBeUndefined();
  await restart(clock.now() + minute);
  expect(locks.find(id)).toBeUndefined();
});

test('a person has at most five, the newest', async () => {
  const begun = [];
  for (let count = 0; count < 7; count += 1) {
    begun.push(await sessions.begin(anna));
    clock.advance(minute);
    const last = begun.at(-1);
    if (last) await sessions.end(last.session, 'locked');
  }
  expect(begun.map(({ id }) => locks.find(id) !== undefined)).toEqual([false, false, true, true, true, true, true]);
});
