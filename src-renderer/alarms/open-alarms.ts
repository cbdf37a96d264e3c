/** The open alarms as the feed changes them. All pure. */
import { type ConsoleAlarm, compareAlarms, isOpen } from '#contract/alarms.ts';
import type { CallReply } from '#contract/console-api.ts';
import type { FeedPoint } from '#contract/feed.ts';

export type OpenAlarms = CallReply<'openAlarms'>;

/** The open alarms after some have changed, begun, ended or given way to newer ones. */
export function withAlarms(open: OpenAlarms, changed: readonly ConsoleAlarm[]): OpenAlarms {
  const ids = new Set(changed.map(({ id }) => id));
  const others = open.alarms.filter(({ id }) => !ids.has(id));
  const still = changed.filter(({ state }) => isOpen(state));
  const alarms = still.length > 0 ? [...others, ...still].sort(compareAlarms) : others;
  return { alarms, total: open.total + alarms.length - open.alarms.length };
}

/** The open alarms after one was deleted. */
export function withoutAlarm(open: OpenAlarms, alarmId: string): OpenAlarms {
  const alarms = open.alarms.filter(({ id }) => id !== alarmId);
  return { alarms, total: open.total + alarms.length - open.alarms.length };
}

/** The same alarms with the newest values of the series they are about; the same object when none is. */
export function withPoints(open: OpenAlarms, points: readonly FeedPoint[]): OpenAlarms {
  const newest = new Map(points.map(([seriesId, timeMs, value]) => [seriesId, { timeMs, value }]));
  let changed = false;
  const alarms = open.alarms.map((alarm) => {
    const latest = newest.get(alarm.cause?.seriesId ?? '');
    if (!latest || (alarm.latest && alarm.latest.timeMs > latest.timeMs)) return alarm;
    changed = true;
    return { ...alarm, latest };
  });
  return changed ? { ...open, alarms } : open;
}
