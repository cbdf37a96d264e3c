/** Taking away measurements that are too old. By their own key, device by device, where rules look at more than the kind. */
import { all, run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import { allSources, deleteExpiredOverflow, deleteExpiredSlice, deleteSlice, oldestOfSource } from '../measurements/measurement-store.ts';
import type { Shape } from '../measurements/measurement-memory.ts';
import { readLatest } from '../measurements/point-range.ts';
import { daysKept, isNarrow, rulesFor, type RetentionRule } from '../retention/retention-rule.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('retention');
const dayMs = 24 * 60 * 60_000;
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

async function inSlices(tenant: OpenTenant, slice: () => Unit<number>): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await tenant.database.write(slice);
    total += deleted;
    if (deleted < sliceRows) return total;
  }
}

/**
 * Delete measurements older than `days`, whatever they are.
 * @param days 0 = none.
 * @returns how many were deleted.
 */
export async function applyRetention(tenant: OpenTenant, days: number, nowMs: number): Promise<number> {
  if (days === 0) return 0;
  const beforeMs = nowMs - days * dayMs;
  const total = await inSlices(tenant, function* () {
    return (yield* all(deleteExpiredSlice(beforeMs, sliceRows))).length;
  });
  if (total > 0) {
    await tenant.database.write(() => run(deleteExpiredOverflow(beforeMs)));
    await tenant.database.write(() => refreshExpired(tenant, beforeMs));
    log.info({ tenant: tenant.id, measurements: total, days }, 'retention');
  }
  return total;
}

/** Shapes of a device by the days they are kept; undefined where all are kept equally long. */
interface AgeGroup {
  days: number;
  shapes: number[] | undefined;
}

function fragmentsOf({ columns }: Shape): string[] {
  return [...new Set(columns.map(([fragment]) => fragment))];
}

function ageGroups(tenant: OpenTenant, deviceId: number, ordered: readonly RetentionRule[]): AgeGroup[] {
  const known = new Set(tenant.series.ofDevice(deviceId).map(({ fragment }) => fragment));
  const shapes = tenant.measurements.shapesWhere((shape) => fragmentsOf(shape).every((name) => known.has(name)));
  const byDays = new Map<number | null, number[]>();
  for (const shape of shapes) {
    const days = daysKept(ordered, { type: shape.type, source: String(deviceId), fragments: fragmentsOf(shape) });
    byDays.set(days, [...(byDays.get(days) ?? []), shape.id]);
  }
  const uniform = byDays.size === 1;
  return [...byDays].flatMap(([days, ids]) => (days === null ? [] : [{ days, shapes: uniform ? undefined : ids }]));
}

/** Sweeps a tenant by rules that look at more than the kind; it remembers how far it has come, so that what is kept is not walked again. */
export class NarrowRetention {
  readonly #tenant: OpenTenant;
  #rules = '';
  readonly #sweptMs = new Map<string, number>();

  constructor(tenant: OpenTenant) {
    this.#tenant = tenant;
  }

  /** @returns how many were deleted. */
  async sweep(ordered: readonly RetentionRule[], nowMs: number): Promise<number> {
    const rules = JSON.stringify(ordered);
    if (rules !== this.#rules) this.#sweptMs.clear();
    this.#rules = rules;
    let total = 0;
    for (const { ordinal, managed_object_id: deviceId } of this.#tenant.database.read(allSources())) {
      if (deviceId < 0) continue;
      for (const group of ageGroups(this.#tenant, deviceId, ordered)) total += await this.#sweepGroup(ordinal, group, nowMs);
    }
    if (total > 0) {
      await this.#tenant.database.write(() => refreshExpired(this.#tenant, nowMs));
      log.info({ tenant: this.#tenant.id, measurements: total }, 'retention by rules');
    }
    return total;
  }

  /** A day at a time where other shapes of the source stay: a slice must not walk over all that is kept. */
  async #sweepGroup(source: number, { days, shapes }: AgeGroup, nowMs: number): Promise<number> {
    const beforeMs = nowMs - days * dayMs;
    const key = `${source} ${days}`;
    const oldestMs = this.#tenant.database.readFirst(oldestOfSource(source))?.time_ms ?? beforeMs;
    const stepMs = shapes ? dayMs : Number.MAX_SAFE_INTEGER;
    let total = 0;
    for (let fromMs = Math.max(oldestMs, this.#sweptMs.get(key) ?? 0); fromMs < beforeMs; fromMs += stepMs) {
      total += await this.#delete(source, shapes, fromMs, Math.min(fromMs + stepMs, beforeMs));
    }
    this.#sweptMs.set(key, beforeMs);
    return total;
  }

  #delete(source: number, shapes: number[] | undefined, fromMs: number, toMs: number): Promise<number> {
    return inSlices(this.#tenant, function* () {
      return (yield* all(deleteSlice(source, shapes, fromMs, toMs, sliceRows))).length;
    });
  }
}

/**
 * Apply a tenant's rules to its measurements.
 * @param usualDays what holds where no rule does; 0 = for ever.
 * @returns how many were deleted.
 */
export function sweepMeasurementAges(tenant: OpenTenant, narrow: NarrowRetention, rules: readonly RetentionRule[], usualDays: number, nowMs: number): Promise<number> {
  const ordered = rulesFor(rules, 'MEASUREMENT');
  if (!ordered.some(isNarrow)) return applyRetention(tenant, ordered[0]?.maximumAge ?? usualDays, nowMs);
  const usual: RetentionRule[] = usualDays === 0 ? [] : [{ dataType: 'MEASUREMENT', fragmentType: '*', type: '*', source: '*', maximumAge: usualDays }];
  return narrow.sweep([...ordered, ...usual], nowMs);
}
