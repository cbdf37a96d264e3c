/** A real tenant on a temporary folder with a clock that the test moves; no listener, no timers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { FeedMessage } from '#contract/feed.ts';
import type { RuleDraft } from '#contract/rules.ts';

import { openAlarms } from '../flows/console-alarms.ts';
import { ingestMeasurements } from '../flows/ingest.ts';
import { createManagedObject } from '../flows/object-creation.ts';
import type { OpenTenant } from '../flows/open-tenant.ts';
import { tickRules } from '../flows/rule-evaluation.ts';
import { closeTenant, openTenant } from '../flows/tenant-opening.ts';
import { countMeasurements } from '../measurements/rows/count-measurements.ts';
import { batchOf } from '../measurements/measurement-batch.ts';
import { FakeClock } from './fake-clock.ts';

export const minuteMs = 60_000;
const admin = { kind: 'user', tenant: 'main', userName: 'admin', role: 'admin' } as const;

/** A rule on `c8y_Temperature.T` of every device: above 8 °C. */
export const tooWarm: RuleDraft = {
  name: 'Too warm',
  enabled: true,
  scope: { kind: 'all' },
  series: { fragment: 'c8y_Temperature', series: 'T' },
  condition: { kind: 'threshold', direction: 'above', limit: 8, deadband: 0.5, forMs: 0, clearForMs: 0 },
  severity: 'MAJOR',
  text: 'too warm',
  help: 'Close the door.',
};

export class TestSite {
  readonly clock = new FakeClock();
  readonly #folder = mkdtempSync(join(tmpdir(), 'valvomo-site-'));
  tenant: OpenTenant = this.#open();
  /** Everything the feed told since the last start. */
  told: FeedMessage[] = [];

  constructor() {
    this.#listen();
  }

  #open(): OpenTenant {
    return openTenant('main', this.#folder, this.clock, 'epoch');
  }

  #listen(): void {
    this.told = [];
    this.tenant.feed.subscribe(null, (message) => this.told.push(message));
  }

  /** Close, let time pass, open again from what is on disk. */
  async restart(downMs = 0): Promise<void> {
    await closeTenant(this.tenant);
    this.clock.advance(downMs);
    this.tenant = this.#open();
    this.#listen();
  }

  async end(): Promise<void> {
    await closeTenant(this.tenant);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Let time pass, and the rules look at the clock once at its end. */
  async pass(minutes: number): Promise<void> {
    this.clock.advance(minutes * minuteMs);
    await tickRules(this.tenant);
  }

  async addObject(name: string, fragments: Record<string, unknown> = { c8y_IsDevice: {} }): Promise<number> {
    return (await createManagedObject(this.tenant, admin, { name, type: null, fragments })).id;
  }

  /** A temperature taken `agoMs` ago arrives now. */
  async measure(sourceId: number, value: number, agoMs = 0): Promise<void> {
    const timeMs = this.clock.now() - agoMs;
    const columns: [string, string, string][] = [['c8y_Temperature', 'T', 'C']];
    const measurement = { sourceId, timeMs, type: 't', columns, samples: [value], extras: null };
    await ingestMeasurements(this.tenant, { measurements: batchOf([measurement]), arrivalMs: this.clock.now(), idempotency: null });
  }

  /** Many readings of one series at once, each with its own time (ms UTC); they all arrive now. */
  async record(sourceId: number, column: readonly [string, string, string | null], readings: readonly (readonly [number, number])[]): Promise<void> {
    const [fragment, series, unit] = column;
    const measurements = readings.map(([timeMs, value]) => ({
      sourceId,
      timeMs,
      type: 't',
      columns: [[fragment, series, unit]] as [string, string, string | null][],
      samples: [value],
      extras: null,
    }));
    await ingestMeasurements(this.tenant, { measurements: batchOf(measurements), arrivalMs: this.clock.now(), idempotency: null });
  }

  /** How many measurements are stored, of one object or of all. */
  measurementCount(sourceId?: number): number {
    const { database, measurements } = this.tenant;
    return countMeasurements(database, measurements, sourceId === undefined ? {} : { sources: [measurements.ordinalOf(sourceId) ?? 0] });
  }

  open(): ConsoleAlarm[] {
    return openAlarms(this.tenant).alarms;
  }

  /** Alarms the feed told of, oldest first. */
  toldAlarms(): ConsoleAlarm[] {
    return this.told.flatMap((message) => (message.kind === 'alarm' ? [message.alarm] : []));
  }

  /** What was audited, oldest first. */
  audited(): { user_name: string; activity: string; source: string; changes: string }[] {
    const sql = 'SELECT user_name, activity, source, changes FROM audit_records ORDER BY id';
    return this.tenant.database.read({ sql, parameters: [] });
  }
}
