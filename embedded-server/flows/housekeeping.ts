/** What has to be done from time to time: contacts to be stored, blocks to be told in short, time-based rules, operations that are due or expire, retention, forgetting old idempotency keys. */
import { deleteOldLateReadings } from '../contacts/late-reading-store.ts';
import { run } from '../db/unit.ts';
import { logger } from '../log.ts';
import { deleteServedBefore } from '../managed-objects/device-request-store.ts';
import { deleteOldIdempotencyKeys } from '../measurements/measurement-store.ts';
import { sweepBinaries } from './binary-sweep.ts';
import { summariseBlocks } from './block-summaries.ts';
import { advanceBulkOperations } from './bulk-operation-writes.ts';
import { saveContacts } from './contact-saving.ts';
import { tickDemo } from './demo-site.ts';
import { endDueMaintenances } from './maintenance.ts';
import { sweepBin } from './console-bin.ts';
import { sweepJobs } from './job-housekeeping.ts';
import { sweepRetiredSources } from './measurement-deletion.ts';
import { NarrowRetention, sweepMeasurementAges } from './measurement-retention.ts';
import type { OpenTenant } from './open-tenant.ts';
import { expireOperations } from './operation-writes.ts';
import { retentionRules } from './retention-rules.ts';
import { sweepAged } from './retention-sweep.ts';
import { resumeReplacements } from './replacement-moves.ts';
import { tickRules } from './rule-evaluation.ts';
import { watchSilence } from './silence-watch.ts';

const log = logger('housekeeping');

const dayMs = 24 * 60 * 60_000;
const tickMs = 1_000;
const saveEveryMs = 15_000;
const summariseEveryMs = 10_000;
const sweepEveryMs = 60 * 60_000;
const idempotencyKeysKeptMs = dayMs;

async function sweep(tenant: OpenTenant, narrow: NarrowRetention, measurementDays: number): Promise<void> {
  const nowMs = tenant.clock.now();
  await resumeReplacements(tenant);
  await sweepRetiredSources(tenant);
  await sweepJobs(tenant, nowMs);
  await sweepBin(tenant, nowMs);
  await tenant.database.write(() => run(deleteOldIdempotencyKeys(nowMs - idempotencyKeysKeptMs)));
  const rules = retentionRules(tenant.database);
  await sweepMeasurementAges(tenant, narrow, rules, measurementDays, nowMs);
  await sweepAged(tenant, rules, nowMs);
  await tenant.database.write(() => run(deleteOldLateReadings(nowMs)));
  await tenant.database.write(() => run(deleteServedBefore(nowMs - dayMs)));
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

/** Start the timers of a tenant; sweeps once at once. @param measurementDays asked for at each sweep: it may be changed. */
export function startHousekeeping(tenant: OpenTenant, measurementDays: () => number): Housekeeping {
  const { clock } = tenant;
  const narrow = new NarrowRetention(tenant);
  const rules = new Recurring('evaluating rules', () => tickRules(tenant));
  const expiring = new Recurring('expiring operations', async () => void (await expireOperations(tenant, clock.now())));
  const bulk = new Recurring('creating operations in bulk', () => advanceBulkOperations(tenant, clock.now()));
  const sweeping = new Recurring('sweeping', () => sweep(tenant, narrow, measurementDays()));
  const maintenance = new Recurring('ending maintenance', () => endDueMaintenances(tenant, clock.now()));
  const silence = new Recurring('watching for silence', () => watchSilence(tenant, clock.now()));
  const demo = new Recurring('running the demo site', () => tickDemo(tenant, clock.now()));
  const saving = new Recurring('storing contacts', () => saveContacts(tenant));
  const summaries = new Recurring('telling blocks in short', () => summariseBlocks(tenant));
  const ticking = [rules, expiring, bulk, maintenance, silence, demo];
  const jobs = [...ticking, saving, summaries, sweeping];
  const timers = [
    clock.every(tickMs, () => ticking.forEach((job) => job.run())),
    clock.every(saveEveryMs, () => saving.run()),
    clock.every(summariseEveryMs, () => summaries.run()),
    clock.every(sweepEveryMs, () => sweeping.run()),
  ];
  sweeping.run();
  return {
    cancel: () => [...timers, ...jobs].forEach((part) => part.cancel()),
    idle: async () => void (await Promise.all(jobs.map((job) => job.idle()))),
  };
}
