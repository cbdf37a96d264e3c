/**
 * Locks: what is left of a session whose person went idle or locked the console. The session itself has ended. The id its
 * browser still holds now stands for the lock, which lets it see how many alarms are open and give the password, until the
 * longest time of the ended session is over.
 */
import { createHash } from 'node:crypto';

import type { SessionEnding } from '#contract/locks.ts';

import type { Clock, Timer } from '../clock.ts';
import type { PlatformDatabase } from '../db/platform-database.ts';
import { run } from '../db/unit.ts';
import { logger } from '../log.ts';
import { allLocks, deleteAllLocks, deleteLock, insertLock } from './lock-store.ts';
import { elapsed, storedMoment, type Moment, type SessionLimits } from './session-time.ts';
import type { LiveSession, Sessions } from './sessions.ts';

const log = logger('locks');
const maxPerPerson = 5;
const sweepMs = 60_000;

export interface Lock {
  /** SHA-256 of the ended session's id, as hex. */
  readonly key: string;
  readonly tenant: string;
  readonly userName: string;
  /** Its person locked it; else nobody was at the desk. */
  readonly asked: boolean;
  readonly lockedMs: number;
  /** When the session began, from which its longest time is counted. */
  readonly created: Moment;
}

const hashOf = ({ key }: Lock) => Buffer.from(key, 'hex');

export class Locks {
  readonly #platform: PlatformDatabase;
  readonly #clock: Clock;
  readonly #limits: SessionLimits;
  readonly #locks = new Map<string, Lock>();
  readonly #timer: Timer;
  readonly #stopListening: () => void;

  /** Takes up the stored locks; a session that was stored as locked and as live ends. */
  constructor(platform: PlatformDatabase, clock: Clock, limits: SessionLimits, sessions: Sessions) {
    this.#platform = platform;
    this.#clock = clock;
    this.#limits = limits;
    this.#takeUp();
    for (const lock of this.#locks.values()) sessions.endKey(lock.key);
    this.#stopListening = sessions.onEnd((session, ending) => this.#sessionEnded(session, ending));
    this.#timer = clock.every(sweepMs, () => this.#sweep());
  }

  /** The lock that the id of an ended session stands for. */
  find(sessionId: string): Lock | undefined {
    const lock = this.#locks.get(createHash('sha256').update(sessionId).digest('hex'));
    if (!lock || !this.#isOver(lock)) return lock;
    this.end(lock);
    return undefined;
  }

  /** When it ends by itself, as the wall clock shows it, ms UTC. */
  endsMs(lock: Lock): number {
    const now = this.#now();
    return Math.round(now.wallMs + this.#limits.absoluteMs - elapsed(lock.created, now));
  }

  /** After how long without pointer or keys a console locks, ms. */
  get idleMs(): number {
    return this.#limits.idleMs;
  }

  /** The longest time of a session, ms. */
  get longestMs(): number {
    return this.#limits.absoluteMs;
  }

  /** Somebody signed in, or the person may not come back: nothing is left of it. */
  end(lock: Lock): void {
    if (!this.#locks.delete(lock.key)) return;
    this.#platform.write(() => run(deleteLock(hashOf(lock)))).catch(notStored);
  }

  /** Whoever changed a person's password, role or standing wants the person to sign in anew. */
  endAllOf(tenant: string, userName: string): void {
    for (const lock of this.#of(tenant, userName)) this.end(lock);
  }

  close(): void {
    this.#timer.cancel();
    this.#stopListening();
  }

  #now(): Moment {
    return { wallMs: this.#clock.now(), monotonicMs: this.#clock.monotonic() };
  }

  #isOver(lock: Lock): boolean {
    return elapsed(lock.created, this.#now()) >= this.#limits.absoluteMs;
  }

  /** Oldest first. */
  #of(tenant: string, userName: string): Lock[] {
    const locks = [...this.#locks.values()].filter((lock) => lock.tenant === tenant && lock.userName === userName);
    return locks.sort((one, other) => one.lockedMs - other.lockedMs);
  }

  #sessionEnded(session: LiveSession, ending: SessionEnding): void {
    if (ending === 'idle' || ending === 'locked') this.#begin(session, ending === 'locked');
  }

  /** Within the call that ends the session: there is no moment in which its id stands for neither. */
  #begin({ key, home: tenant, userName, moments }: LiveSession, asked: boolean): void {
    const lock: Lock = { key, tenant, userName, asked, lockedMs: this.#clock.now(), created: moments.created };
    this.#locks.set(key, lock);
    this.#platform
      .write(() => run(insertLock(hashOf(lock), tenant, userName, moments.created.wallMs, lock.lockedMs, asked ? 1 : 0)))
      .catch(notStored);
    for (const oldest of this.#of(tenant, userName).slice(0, -maxPerPerson)) this.end(oldest);
  }

  #takeUp(): void {
    const now = this.#now();
    const stored = this.#platform.read(allLocks());
    const locks = stored.map((row) => {
      const created = storedMoment(row.created_ms, now);
      const key = Buffer.from(row.id_hash).toString('hex');
      return created && { key, tenant: row.tenant, userName: row.user_name, asked: row.asked === 1, lockedMs: row.locked_ms, created };
    });
    // As for sessions: a clock that was set back would make them last longer.
    if (locks.includes(null)) this.#platform.write(() => run(deleteAllLocks())).catch(notStored);
    else for (const lock of locks) if (lock) this.#locks.set(lock.key, lock);
  }

  #sweep(): void {
    for (const lock of [...this.#locks.values()]) if (this.#isOver(lock)) this.end(lock);
  }
}

/** In memory it holds; after a restart the person gives name and password instead of the password, or is asked for nothing less. */
function notStored(error: unknown): void {
  log.error({ err: error }, 'a lock could not be written');
}
