/** How the installation is: disk, files, memory, the core's thread, what waits, whom limits slowed. */
import { freemem, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

import type { Health, TrafficView } from '#contract/console/installation-calls.ts';

import type { Clock } from '../clock.ts';
import { fileBytes, folderBytes } from '../db/folder-size.ts';
import type { DiskForecast } from '../health/disk-forecast.ts';
import { diskSpace, isShort, type DiskLimits, type DiskSpace } from '../health/disk-space.ts';
import type { EventLoopWatch } from '../health/event-loop.ts';
import { namedTraffic, type ManageParts } from './manage-overview.ts';

export interface HealthParts extends ManageParts {
  clock: Clock;
  /** Both clocks at the start. */
  startedMonotonicMs: number;
  loop: EventLoopWatch;
  version: string;
  sqliteVersion: string;
  feedClients(): number;
  diskLimits(): DiskLimits & { fullDays: number };
  diskForecast(): Promise<DiskForecast>;
}

const shownLimited = 10;

async function files({ tenants, dataDir }: HealthParts): Promise<Health['files']> {
  const sites = tenants.all().map(async ({ id }) => ({ name: id, bytes: await folderBytes(tenants.folderOf(id)) }));
  const own = ['platform.db', 'platform.db-wal'].map((name) => fileBytes(join(dataDir, name)));
  const platformBytes = (await Promise.all(own)).reduce((sum, size) => sum + size, 0);
  return [{ name: 'platform.db', bytes: platformBytes }, ...(await Promise.all(sites))];
}

function limited({ traffic, tenants, settings }: HealthParts): TrafficView[] {
  const refused = traffic.all().filter((one) => one.refused > 0);
  const latest = refused.sort((one, other) => (other.lastRefusedMs ?? 0) - (one.lastRefusedMs ?? 0)).slice(0, shownLimited);
  return latest.flatMap((one) => {
    const tenant = tenants.get(one.tenant);
    return tenant ? namedTraffic(tenant, [one], settings.deviceRate) : [];
  });
}

/** Ms the wall clock has gained or lost since the start against the clock that never jumps. */
function clockShift({ clock, startedMs, startedMonotonicMs }: HealthParts): number {
  return clock.now() - startedMs - (clock.monotonic() - startedMonotonicMs);
}

const dayMs = 24 * 60 * 60_000;

async function diskProspects({ clock, diskLimits, diskForecast }: HealthParts, disk: DiskSpace) {
  const { fullDays, ...least } = diskLimits();
  const { fullMs, level } = await diskForecast();
  return { short: isShort(disk, least), filling: fullMs !== null && fullMs < clock.now() + fullDays * dayMs, fullMs, level };
}

export async function installationHealth(parts: HealthParts): Promise<Health> {
  const { clock, startedMs, loop, version, sqliteVersion, tenants, dataDir } = parts;
  const disk = await diskSpace(dataDir);
  const waiting = tenants.all().map(({ database }) => database.waiting);
  return {
    nowMs: clock.now(),
    startedMs,
    versions: { valvomo: version, node: process.versions.node, sqlite: sqliteVersion, system: `${platform()} ${release()}` },
    disk: disk && { ...disk, ...(await diskProspects(parts, disk)) },
    files: await files(parts),
    memory: { usedBytes: process.memoryUsage.rss(), machineBytes: totalmem(), machineFreeBytes: freemem() },
    loop: loop.delay,
    queue: { waiting: waiting.reduce((sum, { weight }) => sum + weight, 0), most: Math.max(0, ...waiting.map(({ most }) => most)) },
    feedClients: parts.feedClients(),
    clockShiftMs: Math.round(clockShift(parts)),
    limited: limited(parts),
  };
}
