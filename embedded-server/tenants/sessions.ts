/**
 * Sessions of people in the console. Their ids are 256 random bits, of which only the SHA-256 is kept;
 * memory decides, the platform's file makes them survive a restart.
 */
import { createHash, randomBytes } from 'node:crypto';

import type { SessionEnding } from '#contract/locks.ts';

import type { Clock, Timer } from '../clock.ts';
import type { PlatformDatabase } from '../db/platform-database.ts';
import { run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import {
  allSessions,
  deleteAllSessions,
  deleteSession,
  insertSession,
  saveActivity,
  saveSessionTenant,
  saveStepUp,
} from './session-store.ts';
import {
  elapsed,
  endsOf,
  hasEnded,
  storedMoment,
  type Moment,
  type SessionEnds,
  type SessionLimits,
  type SessionMoments,
} from './session-time.ts';

const log = logger('sessions');
const maxPerPerson = 5;
const sweepMs = 1_000;

export interface LiveSession {
  /** SHA-256 of the id, as hex. */
  readonly key: string;
  /** Where it is. */
  readonly tenant: string;
  /** The person: a name in the tenant they belong to. */
  readonly home: string;
  readonly userName: string;
  readonly address: string;
  readonly moments: SessionMoments;
}

type EndListener = (session: LiveSession, ending: SessionEnding) => void;

export interface NewSession {
  tenant: string;
  userName: string;
  address: string;
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

const hashOf = (session: LiveSession) => Buffer.from(session.key, 'hex');

type StoredSession = NonNullable<ReturnType<typeof allSessions>['row']>;

function revive(row: StoredSession, now: Moment): LiveSession | null {
  const created = storedMoment(row.created_ms, now);
  const active = storedMoment(row.active_ms, now);
  const steppedUp = storedMoment(row.stepped_up_ms, now);
  if (!created || !active || !steppedUp) return null;
  const key = Buffer.from(row.id_hash).toString('hex');
  return { key, tenant: row.tenant, home: row.home, userName: row.user_name, address: row.address, moments: { created, active, steppedUp } };
}

export class Sessions {
  readonly #platform: PlatformDatabase;
  readonly #clock: Clock;
  readonly #limits: SessionLimits;
  readonly #live = new Map<string, LiveSession>();
  readonly #listeners = new Set<EndListener>();
  readonly #timer: Timer;

  /** Takes up the stored sessions. When the wall clock stands before any of their moments, it was set back and none counts. */
  constructor(platform: PlatformDatabase, clock: Clock, limits: SessionLimits) {
    this.#platform = platform;
    this.#clock = clock;
    this.#limits = limits;
    this.#takeUp(platform.read(allSessions()));
    this.#timer = clock.every(sweepMs, () => this.#sweep());
  }

  /** Begin a session; of too many of one person the oldest ends. @returns the id, for the cookie and nowhere else. */
  async begin({ tenant, userName, address }: NewSession): Promise<{ id: string; session: LiveSession }> {
    const now = this.#now();
    const begun = await this.#store({ tenant, home: tenant, userName, address, moments: { created: now, active: now, steppedUp: now } });
    const oldest = this.of(tenant, userName).slice(0, -maxPerPerson);
    await Promise.all(oldest.map((other) => this.end(other, 'replaced')));
    return begun;
  }

  /**
   * Go on in another tenant under a new id; the old one is void. Neither the longest time nor the time since the password was
   * given begins anew.
   */
  async enter(session: LiveSession, tenant: string): Promise<{ id: string; session: LiveSession }> {
    const { home, userName, address, moments } = this.#current(session);
    const begun = await this.#store({ tenant, home, userName, address, moments: { ...moments, active: this.#now() } });
    await this.end(session, 'moved');
    return begun;
  }

  /** Back to the person's own tenant, where what let them visit another is over. Whoever follows the session is told that it left. */
  async sendHome(session: LiveSession): Promise<void> {
    const current = this.#live.get(session.key);
    if (!current || current.tenant === current.home) return;
    this.#live.set(session.key, { ...current, tenant: current.home });
    for (const listener of this.#listeners) listener(current, 'moved');
    await this.#platform.write(() => run(saveSessionTenant(current.home, hashOf(current))));
  }

  /** The session of an id, if it has not ended. */
  find(id: string): LiveSession | undefined {
    const session = this.#live.get(keyOf(id));
    if (!session || !hasEnded(session.moments, this.#limits, this.#now())) return session;
    // Ended for good, wherever the clocks go next.
    this.#endUnasked(session);
    return undefined;
  }

  /** Those that are in a tenant now, wherever their people belong. */
  inside(tenant: string): LiveSession[] {
    return [...this.#live.values()].filter((session) => session.tenant === tenant);
  }

  /** Those in another tenant than their person's. */
  visiting(): LiveSession[] {
    return [...this.#live.values()].filter(({ tenant, home }) => tenant !== home);
  }

  /** A person's sessions, wherever they are, oldest first. */
  of(tenant: string, userName: string): LiveSession[] {
    const sessions = [...this.#live.values()].filter((session) => session.home === tenant && session.userName === userName);
    return sessions.sort((a, b) => a.moments.created.wallMs - b.moments.created.wallMs);
  }

  ends(session: LiveSession): SessionEnds {
    return endsOf(this.#current(session).moments, this.#limits, this.#now());
  }

  /** Whether the password was given recently enough for administration. */
  isSteppedUp(session: LiveSession): boolean {
    return elapsed(this.#current(session).moments.steppedUp, this.#now()) < this.#limits.stepUpMs;
  }

  /** The person did something: the idle clock starts anew. */
  async noteActivity(session: LiveSession): Promise<void> {
    const now = this.#now();
    this.#move(session, { active: now });
    await this.#platform.write(() => run(saveActivity(now.wallMs, hashOf(session))));
  }

  /** The password was given again. */
  async stepUp(session: LiveSession): Promise<void> {
    const now = this.#now();
    this.#move(session, { steppedUp: now });
    await this.#platform.write(() => run(saveStepUp(now.wallMs, hashOf(session))));
  }

  /** End a session: it is void as soon as this is called. */
  async end(session: LiveSession, ending: SessionEnding): Promise<void> {
    const current = this.#current(session);
    if (!this.#live.delete(session.key)) return;
    for (const listener of this.#listeners) listener(current, ending);
    await this.#platform.write(() => run(deleteSession(hashOf(session))));
  }

  /** End the session of a key, if there is one, without anybody asking. */
  endKey(key: string): void {
    const session = this.#live.get(key);
    if (session) this.end(session, 'locked').catch(notDeleted);
  }

  /** End all of a person's sessions. */
  async endAllOf(tenant: string, userName: string, ending: SessionEnding): Promise<void> {
    await Promise.all(this.of(tenant, userName).map((session) => this.end(session, ending)));
  }

  /** End all that are in a tenant or belong to its people. */
  async endAllIn(tenant: string): Promise<void> {
    const concerned = [...this.#live.values()].filter((session) => session.tenant === tenant || session.home === tenant);
    await Promise.all(concerned.map((session) => this.end(session, 'revoked')));
  }

  /** Be told when a session ends, whyever, or leaves its tenant. @returns the function that stops it. */
  onEnd(listener: EndListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#timer.cancel();
    this.#listeners.clear();
  }

  #now(): Moment {
    return { wallMs: this.#clock.now(), monotonicMs: this.#clock.monotonic() };
  }

  async #store(begun: Omit<LiveSession, 'key'>): Promise<{ id: string; session: LiveSession }> {
    const id = randomBytes(32).toString('base64url');
    const session: LiveSession = { key: keyOf(id), ...begun };
    await this.#platform.write(() => store(session));
    this.#live.set(session.key, session);
    return { id, session };
  }

  #current(session: LiveSession): LiveSession {
    return this.#live.get(session.key) ?? session;
  }

  #move(session: LiveSession, moments: Partial<SessionMoments>): void {
    const current = this.#live.get(session.key);
    if (current) this.#live.set(session.key, { ...current, moments: { ...current.moments, ...moments } });
  }

  #takeUp(stored: readonly StoredSession[]): void {
    const revived = stored.map((row) => revive(row, this.#now()));
    if (!revived.includes(null)) {
      for (const session of revived) if (session) this.#live.set(session.key, session);
      return;
    }
    log.warn('the clock was set back while the platform was down: everybody signs in again');
    this.#platform.write(() => run(deleteAllSessions())).catch(notDeleted);
  }

  #sweep(): void {
    const now = this.#now();
    const ended = [...this.#live.values()].filter((session) => hasEnded(session.moments, this.#limits, now));
    for (const session of ended) this.#endUnasked(session);
  }

  /** A session may have become idle and too old in one stretch of sleep: then it is too old. */
  #endUnasked(session: LiveSession): void {
    const isTooOld = elapsed(session.moments.created, this.#now()) >= this.#limits.absoluteMs;
    this.end(session, isTooOld ? 'too-long' : 'idle').catch(notDeleted);
  }
}

/** What is void in memory but stands in the file would be taken up at the next start, and end by its own clocks then. */
function notDeleted(error: unknown): void {
  log.error({ err: error }, 'an ended session could not be deleted from the file');
}

function* store(session: LiveSession): Unit<void> {
  const { tenant, home, userName, address, moments } = session;
  const { created, active, steppedUp } = moments;
  yield* run(insertSession(hashOf(session), tenant, home, userName, created.wallMs, active.wallMs, steppedUp.wallMs, address));
}
