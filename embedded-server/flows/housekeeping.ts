/** What has to be done from time to time: time-based rules, operations that are due or expire, retention, forgetting old idempotency keys. */
import { all, run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import { deleteExpiredOverflow, deleteExpiredSlice, deleteOldIdempotencyKeys } from '../measurements/measurement-store.ts';
import { readLatest } from '../measurements/point-range.ts';
import { sweepBinaries } from './binary-sweep.ts';
import { advanceBulkOperations } from './bulk-operation-writes.ts';
import { tickDemo } from './demo-site.ts';
import { endDueMaintenances } from './maintenance.ts';
import { sweepJobs } from './job-housekeeping.ts';
import { sweepRetiredSources } from './measurement-deletion.ts';
import type { OpenTenant } from './open-tenant.ts';
import { expireOperations } from './operation-writes.ts';
import { tickRules } from './rule-evaluation.ts';
import { watchSilence } from './silence-watch.ts';

const log = logger('housekeeping');

const dayMs = 24 * 60 * 60_000;
const tickMs = 1_000;
const sweepEveryMs = 60 * 60_000;
const idempotencyKeysKeptMs = dayMs;
/** Rows in one unit: a few milliseconds, so that ingest between them does not wait. */
const sliceRows = 500;

/** Latest points that have just been deleted are no longer shown. */
function* refreshExpired(tenant: OpenTenant, beforeMs: number): Unit<void> {
  for (const series of tenant.series.all()) {
    if (series.latest && series.latest.timeMs < beforeMs) {
      tenant.series.set({ ...series, latest: readLatest(tenant.database, tenant.measurements, series) });
    }
  }
}

/**
 * Delete measurements older than `days`, in short units.
 * @returns how many were deleted.
 */
export async function applyRetention(tenant: OpenTenant, days: number, nowMs: number): Promise<number> {
  if (days === 0) return 0;
  const beforeMs = nowMs - days * dayMs;
  let total = 0;
  for (;;) {
    const deleted = await tenant.database.write(function* () {
      return (yield* all(deleteExpiredSlice(beforeMs, sliceRows))).length;
    });
    total += deleted;
    if (deleted < sliceRows) break;
  }
  if (total > 0) {
    await tenant.database.write(() => run(deleteExpiredOverflow(beforeMs)));
    await tenant.database.write(() => refreshExpired(tenant, beforeMs));
    log.info({ tenant: tenant.id, measurements: total, days }, 'retention');
  }
  return total;
}

async function sweep(tenant: OpenTenant, measurementDays: number): Promise<void> {
  const nowMs = tenant.clock.now();
  await sweepRetiredSources(tenant);
  await sweepJobs(tenant, nowMs);
  await tenant.database.write(() => run(deleteOldIdempotencyKeys(nowMs - idempotencyKeysKeptMs)));
  await applyRetention(tenant, measurementDays, nowMs);
  sweepBinaries(tenant);
}

export interface Housekeeping {
  /** Stop beginning jobs. */
  cancel(): void;
  /** Resolves when no job is running. */
  idle(): Promise<void>;
}

/** Runs one job at a time: a tick that finds the last one still running is left out. */
class Recurring {
  readonly #name: string;
  readonly #job: () => Promise<void>;
  #running: Promise<void> | undefined;
  #cancelled = false;

  constructor(name: string, job: () => Promise<void>) {
    this.#name = name;
    this.#job = job;
  }

  run(): void {
    this.#running ??= this.#job()
      .catch((error: unknown) => this.#complain(error))
      .finally(() => {
        this.#running = undefined;
      });
  }

  cancel(): void {
    this.#cancelled = true;
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  /** A job that the platform's stop cut short goes on at the next start. */
  #complain(error: unknown): void {
    if (!this.#cancelled) log.error({ err: error }, `${this.#name} failed`);
  }
}

/** Start the timers of a tenant; sweeps once at once. */
export function startHousekeeping(tenant: OpenTenant, measurementDays: number): Housekeeping {
  const { clock } = tenant;
  const rules = new Recurring('evaluating rules', () => tickRules(tenant, clock.now()));
  const expiring = new Recurring('expiring operations', async () => void (await expireOperations(tenant, clock.now())));
  const bulk = new Recurring('creating operations in bulk', () => advanceBulkOperations(tenant, clock.now()));
  const sweeping = new Recurring('sweeping', () => sweep(tenant, measurementDays));
  const maintenance = new Recurring('ending maintenance', () => endDueMaintenances(tenant, clock.now()));
  const silence = new Recurring('watching for silence', () => watchSilence(tenant, clock.now()));
  const demo = new Recurring('running the demo site', () => tickDemo(tenant, clock.now()));
  const ticking = [rules, expiring, bulk, maintenance, silence, demo];
  const jobs = [...ticking, sweeping];
  const timers = [
    clock.every(tickMs, () => ticking.forEach((job) => job.run())),
    clock.every(sweepEveryMs, () => sweeping.run()),
  ];
  sweeping.run();
  return {
    cancel: () => [...timers, ...jobs].forEach((part) => part.cancel()),
    idle: async () => void (await Promise.all(jobs.map((job) => job.idle()))),
  };
}
