/**
 * Alarms that come in a flood are brought into the cache together. Each alone would sort and draw the whole list again: what
 * comes meanwhile waits in line, and the line with everything it holds grows faster than it is worked off.
 */
import type { ConsoleAlarm } from '#contract/alarms.ts';

/** An alarm that comes alone is shown at once; one of many waits no longer than this. */
const gatherMs = 100;

export interface GatheredAlarms {
  add: (alarm: ConsoleAlarm) => void;
  /** Apply what waits now: what comes next builds on it. */
  flush: () => void;
}

/**
 * @param apply gets the newest picture of each alarm that changed.
 * @param later runs something after a while; replaced in tests.
 */
export function gatherAlarms(apply: (alarms: ConsoleAlarm[]) => void, later: (run: () => void, ms: number) => void = setTimeout): GatheredAlarms {
  const waiting = new Map<string, ConsoleAlarm>();
  let gathering = false;
  const flush = (): void => {
    if (waiting.size === 0) return;
    const alarms = [...waiting.values()];
    waiting.clear();
    apply(alarms);
  };
  const gather = (): void => {
    gathering = waiting.size > 0;
    flush();
    if (gathering) later(gather, gatherMs);
  };
  return {
    add: (alarm) => {
      waiting.set(alarm.id, alarm);
      if (!gathering) gather();
    },
    flush,
  };
}
