/**
 * The installation raises an alarm about itself while its disk has too little room, or will have none within some days
 * if it goes on filling as lately; the alarm ends by itself. It is about an object of its own in the main tenant, made
 * when it is first needed, which is no device and is counted nowhere.
 */
import { diskAlarmTypes, platformTexts } from '#contract/alarms.ts';
import { z } from 'zod';

import { alarmOf } from '../alarms/alarm-row.ts';
import { newestOfCondition } from '../alarms/alarm-store.ts';
import { first, type Unit } from '../db/unit.ts';
import { diskForecast, type DiskForecast, type DiskSample, type Keeping } from '../health/disk-forecast.ts';
import { type DiskLimits, type DiskSpace, hasRecovered, isShort } from '../health/disk-space.ts';
import { logger } from '../log.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { readSetting, settingInUnit, writeSetting } from '../tenants/settings.ts';
import { endAlarm, raiseAlarm } from './alarm-raising.ts';
import { publishInventory } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('disk-watch');

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lookEveryMs = 60_000;
/** Samples that are kept, one an hour. */
const mostSamples = 7 * 24;

const objectSetting = { key: 'platform-object', schema: z.object({ id: z.number().int() }) };
const samplesSetting = { key: 'disk-samples', schema: z.array(z.object({ timeMs: z.number(), freeBytes: z.number() })) };

export interface DiskWatchParts {
  /** The main tenant. */
  tenant: OpenTenant;
  /** Room on the disk now; null where the system does not tell. */
  space: () => Promise<DiskSpace | null>;
  /** Asked for at each look: they may be changed meanwhile. */
  limits: () => DiskLimits & { fullDays: number };
  keeping: () => Promise<Keeping>;
}

/** The object that stands for the installation; made anew when somebody deleted it. */
function* ownObject(tenant: OpenTenant): Unit<number> {
  const known = yield* settingInUnit(objectSetting);
  if (known && (yield* first(findObject(known.id)))) return known.id;
  const content = { name: 'Valvomo', type: 'valvomo_Platform', fragments: { valvomo_Platform: {} } };
  const row = yield* insertContent(content, 'system', tenant.clock.now());
  publishInventory(tenant, row);
  yield* writeSetting(objectSetting, { id: row.id });
  return row.id;
}

type Condition = keyof typeof diskAlarmTypes;

function* isRaised(objectId: number, condition: Condition): Unit<boolean> {
  const row = yield* first(newestOfCondition(objectId, diskAlarmTypes[condition]));
  return row !== undefined && alarmOf(row).state.active;
}

function* raise(tenant: OpenTenant, condition: Condition, nowMs: number): Unit<void> {
  const deviceId = yield* ownObject(tenant);
  if (yield* isRaised(deviceId, condition)) return;
  yield* raiseAlarm(tenant, {
    deviceId,
    type: diskAlarmTypes[condition],
    text: condition === 'short' ? platformTexts.diskShort : platformTexts.diskFilling,
    severity: condition === 'short' ? 'CRITICAL' : 'MAJOR',
    status: 'ACTIVE',
    ...{ sinceMs: nowMs, timeMs: nowMs, nowMs },
    by: 'system',
    ...{ help: '', cause: null, late: false },
    fragments: {},
  });
}

function* end(tenant: OpenTenant, condition: Condition, nowMs: number): Unit<void> {
  const known = yield* settingInUnit(objectSetting);
  if (known) yield* endAlarm(tenant, known.id, diskAlarmTypes[condition], nowMs, nowMs);
}

/** With one more, where the last is an hour old; the oldest go. */
function withSample(samples: readonly DiskSample[], { freeBytes }: DiskSpace, nowMs: number): DiskSample[] | null {
  const last = samples.at(-1);
  if (last && nowMs - last.timeMs < hourMs) return null;
  return [...samples, { timeMs: nowMs, freeBytes }].slice(-mostSamples);
}

/** How it goes on with the disk. @param main the main tenant, which remembers. */
export function forecastDisk({ database }: OpenTenant, keeping: Keeping): DiskForecast {
  return diskForecast(readSetting(database, samplesSetting) ?? [], keeping);
}

/** Look once: remember how much is free, and raise or end what is to be. */
export async function watchDisk({ tenant, space, limits, keeping }: DiskWatchParts): Promise<void> {
  const now = await space();
  if (!now) return;
  const nowMs = tenant.clock.now();
  const { fullDays, ...least } = limits();
  const kept = await keeping();
  await tenant.database.write(function* () {
    const known = (yield* settingInUnit(samplesSetting)) ?? [];
    const samples = withSample(known, now, nowMs);
    if (samples) yield* writeSetting(samplesSetting, samples);
    const { fullMs } = diskForecast(samples ?? known, kept);
    const short = isShort(now, least);
    if (short) yield* raise(tenant, 'short', nowMs);
    else if (hasRecovered(now, least)) yield* end(tenant, 'short', nowMs);
    // What is short already need not be foretold.
    if (!short && fullMs !== null && fullMs < nowMs + fullDays * dayMs) yield* raise(tenant, 'filling', nowMs);
    else yield* end(tenant, 'filling', nowMs);
  });
}

/** Look every minute, at once first. @returns stops it, after the look under way. */
export function startDiskWatch(parts: DiskWatchParts): () => Promise<void> {
  let looking: Promise<void> | null = null;
  const look = () => {
    looking ??= watchDisk(parts)
      .catch((error: unknown) => log.error({ err: error }, 'watching the disk failed'))
      .finally(() => (looking = null));
  };
  look();
  const timer = parts.tenant.clock.every(lookEveryMs, look);
  return async () => {
    timer.cancel();
    await looking;
  };
}
