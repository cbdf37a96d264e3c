/**
 * A tenant's file as the rest of the core uses it: one connection that reads, one queue that writes.
 * `tenant.db` lies in the tenant's own folder; a request can reach only the file of its own tenant.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { openConnection, type Connection } from './database.ts';
import { openMigrated } from './migrate.ts';
import { tenantApplicationId, tenantMigrations } from './migrations/tenant.ts';
import { AfterCommit, type Participant } from './staged.ts';
import type { Step } from './statement.ts';
import { Writer } from './writer.ts';
import { UnitQueue, defaultQueueLimits, type QueueLimits } from './unit-queue.ts';
import { runAtOnce, type Unit } from './unit.ts';

/** Two thousand rows of an honest device are a tenth of it. */
export const maxPageSize = 32 * 1024 * 1024;

export interface TenantDatabase {
  /** Rows of a statement, as last committed. */
  read<Row>(step: Step<Row>): Row[];
  /** The same for a page of what clients stored. @throws ExpectedError 'invalid' when it is too large to be held in memory. */
  readPage<Row>(step: Step<Row>): Row[];
  /** First row of a statement, as last committed. */
  readFirst<Row>(step: Step<Row>): Row | undefined;
  /** See {@link Connection.writesTo}. */
  writesTo(tables: readonly string[]): number;
  /** Run a unit at once, in a transaction of its own; only before the first write. */
  prepare<Result>(start: () => Unit<Result>): Result;
  /** See {@link UnitQueue.write}. */
  write<Result>(start: () => Unit<Result>, weight?: number): Promise<Result>;
  /** See {@link UnitQueue.upkeep}. */
  upkeep<Result>(start: () => Unit<Result>): Promise<Result>;
  /** Effects a running unit wants once it is on disk. */
  readonly afterCommit: AfterCommit;
  /** Memory that follows the transactions of this file; to be called before the first write. */
  join(participant: Participant): void;
  /** Weight of the units that wait to be written, and the most it may be. */
  readonly waiting: { weight: number; most: number };
  idle(): Promise<void>;
  close(): Promise<void>;
  /** For tests and benchmarks that look at pragmas and plans. */
  readonly connections: { write(): Connection; readonly read: Connection };
}

/** Open (creating and migrating as needed) the tenant file in `folder`. */
export function openTenantDatabase(folder: string, limits: QueueLimits = defaultQueueLimits): TenantDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'tenant.db');
  const writer = new Writer(openMigrated(path, tenantApplicationId, tenantMigrations), tenantApplicationId);
  const reader = openConnection(path, 'read', tenantApplicationId);
  const afterCommit = new AfterCommit();
  const participants: Participant[] = [];
  const queue = new UnitQueue(writer, participants, limits);
  let sealed = false;
  // Effects run last, when every other participant's memory is already the new one.
  const seal = () => {
    if (!sealed) participants.push(afterCommit);
    sealed = true;
  };
  return {
    read: (step) => reader.execute(step),
    readPage: (step) => reader.executeWithin(step, maxPageSize),
    readFirst: (step) => reader.get(step),
    writesTo: (tables) => writer.connection().writesTo(tables),
    prepare(start) {
      if (sealed) throw new Error('the first write has been');
      return runAtOnce(writer.connection(), start());
    },
    write(start, weight) {
      seal();
      return queue.write(start, weight);
    },
    upkeep(start) {
      seal();
      return queue.upkeep(start);
    },
    afterCommit,
    get waiting() {
      return queue.waiting;
    },
    join(participant) {
      if (sealed) throw new Error('memory must join before the first write');
      participants.push(participant);
    },
    idle: () => queue.idle(),
    async close() {
      await queue.close();
      reader.close();
      writer.close();
    },
    connections: { write: () => writer.connection(), read: reader },
  };
}
