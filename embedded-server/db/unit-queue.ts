/**
 * The one way to write a file. Units that wait together run in one transaction with one fsync, each in a
 * savepoint of its own, in the order they came. Their promises settle after COMMIT. Upkeep, for which nobody waits, comes
 * after them, and has a fifth of the time where others keep coming.
 */
import { ExpectedError } from '#contract/errors.ts';

import { logger } from '../log.ts';
import type { Connection } from './database.ts';
import { sqliteCode } from './plain-errors.ts';
import type { Participant } from './staged.ts';
import { stepThrough, type Unit } from './unit.ts';
import { UpkeepShare } from './upkeep-share.ts';

const log = logger('unit-queue');

/** Of a unit that must not be refused for want of room: what it does makes room. */
export const noWeight = 0;

interface Waiting {
  start: () => Unit<unknown>;
  weight: number;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

export interface QueueLimits {
  /** Sum of weights that may wait (a unit's weight is its number of points, at least 1). */
  maxWaiting: number;
  /** Sum of weights in one transaction. */
  maxGroup: number;
}

export const defaultQueueLimits: QueueLimits = { maxWaiting: 10_000, maxGroup: 5_000 };

type Outcome = { ok: true; result: unknown } | { ok: false; error: unknown };

/** Errors after which the transaction as a whole is gone or cannot be trusted. */
function dropsGroup(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && /^SQLITE_(FULL|IOERR|NOMEM|CORRUPT|NOTADB|READONLY)/.test(code);
}

/** Errors after which the connection itself may be wrong about the file. */
function damagesTrust(error: unknown): boolean {
  return /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(sqliteCode(error) ?? '');
}

/** What clients are told when a group was lost. */
function groupError(cause: unknown): ExpectedError {
  const code = sqliteCode(cause);
  return code === 'SQLITE_FULL'
    ? new ExpectedError('storage-full', 'The disk is full; nothing of this request was stored', { retryAfterSeconds: 60 })
    : new ExpectedError('unavailable', 'The store cannot write; nothing of this request was stored', { retryAfterSeconds: 5 });
}

/** What a queue writes to. */
export interface WriteTarget {
  connection(): Connection;
  /**
   * Close, open anew and check the file. After a failed write or fsync the operating system may have dropped
   * pages it never wrote, so nothing the old connection believes can be trusted.
   * @throws when the file is damaged or still cannot be opened.
   */
  reopen(): void;
}

export class UnitQueue {
  readonly #target: WriteTarget;
  readonly #participants: readonly Participant[];
  readonly #limits: QueueLimits;
  readonly #share: UpkeepShare;
  #waiting: Waiting[] = [];
  #upkeep: Waiting[] = [];
  #weight = 0;
  #scheduled = false;
  #closed = false;
  #suspect = false;
  #idle: (() => void)[] = [];

  constructor(target: WriteTarget, participants: readonly Participant[], limits = defaultQueueLimits, share = new UpkeepShare()) {
    this.#target = target;
    this.#participants = participants;
    this.#limits = limits;
    this.#share = share;
  }

  /**
   * Queue a unit.
   * @param start makes the generator; called inside the transaction.
   * @param weight how much it writes; a queue that is too heavy refuses more.
   * @returns the unit's result once it is on disk.
   * @throws ExpectedError 'too-many-requests' when the queue is full, 'unavailable' when closed or the disk
   *   fails, 'storage-full'; otherwise whatever the unit threw.
   */
  write<Result>(start: () => Unit<Result>, weight = 1): Promise<Result> {
    if (this.#closed) return this.#isStopping();
    if (this.#weight > 0 && this.#weight + weight > this.#limits.maxWaiting) {
      return Promise.reject(
        new ExpectedError('too-many-requests', 'Too much is waiting to be stored', { retryAfterSeconds: 1 }),
      );
    }
    this.#weight += weight;
    return this.#queue(this.#waiting, start, weight);
  }

  /**
   * Queue a unit of a few milliseconds that can wait, such as putting in order what was stored before. It is never refused
   * for want of room.
   * @returns the unit's result once it is on disk.
   * @throws ExpectedError 'unavailable' when closed or the disk fails, 'storage-full'; otherwise whatever the unit threw.
   */
  upkeep<Result>(start: () => Unit<Result>): Promise<Result> {
    return this.#closed ? this.#isStopping() : this.#queue(this.#upkeep, start, noWeight);
  }

  /** Weight of what waits, and the most it may be. */
  get waiting(): { weight: number; most: number } {
    return { weight: this.#weight, most: this.#limits.maxWaiting };
  }

  /** Resolves when nothing waits. */
  idle(): Promise<void> {
    if (!this.#isWaiting && !this.#scheduled) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Refuse more, finish what waits. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.idle();
  }

  get #isWaiting(): boolean {
    return this.#waiting.length + this.#upkeep.length > 0;
  }

  #isStopping(): Promise<never> {
    return Promise.reject(new ExpectedError('unavailable', 'The platform is stopping'));
  }

  #queue<Result>(queue: Waiting[], start: () => Unit<Result>, weight: number): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      queue.push({ start, weight, resolve: resolve as (result: unknown) => void, reject });
      this.#schedule();
    });
  }

  // setImmediate lets every request that is already in the socket buffers join the group, and gives the
  // queues of other tenants their turn in between.
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const group = this.#takeGroup();
    this.#share.begin(group.length > 0);
    if (group.length > 0 || this.#upkeep.length > 0) settle(group, this.#runGroup(group));
    if (this.#isWaiting) this.#schedule();
    else for (const resolve of this.#idle.splice(0)) resolve();
  }

  #takeGroup(): Waiting[] {
    let weight = 0;
    let count = 0;
    for (const unit of this.#waiting) {
      if (count > 0 && weight + unit.weight > this.#limits.maxGroup) break;
      weight += unit.weight;
      count += 1;
    }
    this.#weight -= weight;
    return this.#waiting.splice(0, count);
  }

  /** @param group what waited; the upkeep that was done with it is added. */
  #runGroup(group: Waiting[]): Outcome[] {
    try {
      this.#reopenIfSuspect();
      this.#connection.control('BEGIN IMMEDIATE');
      const outcomes = group.map((unit) => this.#runUnit(unit));
      this.#runUpkeep(group, outcomes);
      for (const participant of this.#participants) if (participant.storeGroup) stepThrough(this.#connection, participant.storeGroup());
      this.#connection.control('COMMIT');
      this.#tellCommitted();
      return outcomes;
    } catch (cause) {
      return this.#abort(group, cause);
    }
  }

  #runUpkeep(group: Waiting[], outcomes: Outcome[]): void {
    while (this.#share.isLeft) {
      const unit = this.#upkeep.shift();
      if (!unit) return;
      group.push(unit);
      outcomes.push(this.#share.spend(() => this.#runUnit(unit)));
    }
  }

  /** It is on disk: whatever goes wrong from here on must not be answered as if it were not. */
  #tellCommitted(): void {
    for (const participant of this.#participants) {
      try {
        participant.commitGroup();
      } catch (error) {
        log.error({ err: error }, 'an effect of a committed group failed');
      }
    }
  }

  #abort(group: Waiting[], cause: unknown): Outcome[] {
    log.error({ err: cause, units: group.length }, 'a group of writes was lost');
    this.#suspect ||= damagesTrust(cause);
    this.#tell((participant) => participant.abortGroup());
    try {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
    } catch (error) {
      log.error({ err: error }, 'rollback failed');
    }
    const error = groupError(cause);
    return group.map(() => ({ ok: false, error }));
  }

  get #connection(): Connection {
    return this.#target.connection();
  }

  #reopenIfSuspect(): void {
    if (!this.#suspect) return;
    this.#target.reopen();
    this.#suspect = false;
    log.info('the store was reopened and checked after an input/output error');
  }

  #runUnit(unit: Waiting): Outcome {
    const savepoint = new Savepoint(this.#connection);
    try {
      const result = stepThrough(this.#connection, unit.start(), savepoint);
      savepoint.release();
      this.#tell((participant) => participant.releaseUnit());
      return { ok: true, result };
    } catch (error) {
      if (dropsGroup(error) || !this.#connection.inTransaction) throw error;
      savepoint.rollBack();
      this.#tell((participant) => participant.rollbackUnit());
      return { ok: false, error };
    }
  }

  #tell(what: (participant: Participant) => void): void {
    for (const participant of this.#participants) what(participant);
  }
}

/** Of a unit; set before its first statement: most units that bring readings have none, for the journal is stored with the group. */
class Savepoint {
  readonly #connection: Connection;
  #isSet = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  set(): void {
    if (this.#isSet) return;
    this.#connection.control('SAVEPOINT unit');
    this.#isSet = true;
  }

  release(): void {
    if (this.#isSet) this.#connection.control('RELEASE unit');
  }

  rollBack(): void {
    if (this.#isSet) this.#connection.exec('ROLLBACK TO unit; RELEASE unit');
  }
}

function settle(group: Waiting[], outcomes: Outcome[]): void {
  group.forEach((unit, index) => {
    const outcome = outcomes[index];
    if (outcome?.ok) unit.resolve(outcome.result);
    else unit.reject(outcome?.error);
  });
}
