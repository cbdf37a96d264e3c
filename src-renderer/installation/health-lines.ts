/** What a picture of the installation's health says, one line a thing, the abnormal ones with the severity they would have. Pure. */
import type { Severity } from '#contract/alarms.ts';
import type { Health } from '#contract/console/installation-calls.ts';

export interface HealthLine {
  name: 'disk' | 'diskFilling' | 'diskLevel' | 'diskUnknown' | 'queue' | 'loop' | 'memory' | 'clock' | 'limited';
  /** Null where all is well. */
  severity: Severity | null;
}

const lateMs = 200;
const veryLateMs = 1_000;
/** A quarter of what one site's queue takes: devices are soon told to wait. */
const fullShare = 0.25;
const shiftMs = 60_000;
const leastFreeShare = 0.05;
const recentlyMs = 10 * 60_000;

function disk({ disk: space }: Health): HealthLine {
  if (!space) return { name: 'diskUnknown', severity: null };
  if (!space.short && space.filling) return { name: 'diskFilling', severity: 'MAJOR' };
  if (!space.short && space.level) return { name: 'diskLevel', severity: null };
  return { name: 'disk', severity: space.short ? 'CRITICAL' : null };
}

function loop({ loop: { worstMs } }: Health): HealthLine {
  if (worstMs >= veryLateMs) return { name: 'loop', severity: 'MAJOR' };
  return { name: 'loop', severity: worstMs >= lateMs ? 'WARNING' : null };
}

function memory({ memory: { machineBytes, machineFreeBytes } }: Health): HealthLine {
  return { name: 'memory', severity: machineFreeBytes < machineBytes * leastFreeShare ? 'WARNING' : null };
}

function queue({ queue: { waiting, most } }: Health): HealthLine {
  return { name: 'queue', severity: most > 0 && waiting > most * fullShare ? 'MAJOR' : null };
}

function limited({ limited: callers, nowMs }: Health): HealthLine {
  const recent = callers.some(({ lastRefusedMs }) => lastRefusedMs !== null && nowMs - lastRefusedMs < recentlyMs);
  return { name: 'limited', severity: recent ? 'WARNING' : null };
}

export function healthLines(health: Health): HealthLine[] {
  const clock: HealthLine = { name: 'clock', severity: Math.abs(health.clockShiftMs) >= shiftMs ? 'WARNING' : null };
  return [disk(health), queue(health), loop(health), memory(health), clock, limited(health)];
}
