/** Taking away measurements that are too old. By their own key, device by device, where rules look at more than the kind. */
import { run, type Unit } from '../db/unit.ts';
import { logger } from '../log.ts';
import { deleteExpired } from '../measurements/writing/block-deletion.ts';
import { allSources, deleteExpiredOverflow } from '../measurements/measurement-store.ts';
import type { Shape } from '../measurements/measurement-memory.ts';
import { measurementRows } from '../measurements/rows/measurement-rows.ts';
import { daysKept, isNarrow, rulesFor, type RetentionRule } from '../retention/retention-rule.ts';
import { blocksAtOnce, deleteMeasurements, doubtLatest, refreshLatest } from './measurement-deletion.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('retention');
const dayMs = 24 * 60 * 60_000;

/** Devices whose newest measurements are old have other latest points now, or none. */
async function refreshExpired(tenant: OpenTenant, beforeMs: number): Promise<void> {
  const all = [...tenant.series.all()].filter(({ latest }) => latest && latest.timeMs < beforeMs);
  for (const deviceId of new Set(all.map((series) => series.deviceId))) await refreshLatest(tenant, deviceId);
}

/** Expired measurements that are not in a block yet, such as those that came late. */
function* sealExpired(tenant: OpenTenant, beforeMs: number): Unit<void> {
  for (const head of [...tenant.measurements.heads.all()]) if (head.holdsBefore(beforeMs)) yield* tenant.sealing.sealNow(head.deviceId);
}

function* deleteSome(tenant: OpenTenant, beforeMs: number): Unit<number> {
  const expired = yield* deleteExpired(tenant.measurements, beforeMs, blocksAtOnce);
  for (const source of new Set(expired.map((one) => one.source))) {
    const deviceId = tenant.measurements.deviceOf(source);
    if (deviceId !== undefined) yield* doubtLatest(tenant, deviceId);
  }
  return expired.reduce((sum, { deleted }) => sum + deleted, 0);
}

/**
 * Delete measurements older than `days`, whatever they are.
 * @param days 0 = none.
 * @returns how many were deleted.
 */
export async function applyRetention(tenant: OpenTenant, days: number, nowMs: number): Promise<number> {
  if (days === 0) return 0;
  const beforeMs = nowMs - days * dayMs;
  await tenant.database.write(() => sealExpired(tenant, beforeMs));
  let total = 0;
  for (let deleted = 1; deleted > 0; total += deleted) deleted = await tenant.database.upkeep(() => deleteSome(tenant, beforeMs));
  if (total > 0) {
    await tenant.database.write(() => run(deleteExpiredOverflow(beforeMs)));
    await refreshExpired(tenant, beforeMs);
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
      for (const group of ageGroups(this.#tenant, deviceId, ordered)) total += await this.#sweepGroup(ordinal, deviceId, group, nowMs);
    }
    if (total > 0) {
      log.info({ tenant: this.#tenant.id, measurements: total }, 'retention by rules');
    }
    return total;
  }

  async #sweepGroup(source: number, deviceId: number, { days, shapes }: AgeGroup, nowMs: number): Promise<number> {
    const beforeMs = nowMs - days * dayMs;
    const key = `${source} ${days}`;
    const fromMs = this.#sweptMs.get(key) ?? 0;
    const { database, measurements } = this.#tenant;
    const [oldest] = measurementRows(database, measurements, { sources: [source], shapes, fromMs, toMs: beforeMs }, false);
    this.#sweptMs.set(key, beforeMs);
    return oldest ? deleteMeasurements(this.#tenant, { deviceId, shapes, fromMs, toMs: beforeMs }) : 0;
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
