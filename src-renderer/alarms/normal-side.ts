import type { AlarmCause } from '#contract/alarms.ts';

/** What is normal lies on the other side of the limit from the value that raised the alarm; null without a limit. */
export function normalSide(cause: AlarmCause | null): { low: number | null; high: number | null } | null {
  if (!cause || cause.limit === null || cause.value === null) return null;
  return cause.value >= cause.limit ? { low: null, high: cause.limit } : { low: cause.limit, high: null };
}
