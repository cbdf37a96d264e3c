import type { ConsoleAlarm } from '#contract/alarms.ts';

/** The newest critical alarm that holds now and nobody has acknowledged, among those not seen yet. */
export function bannerAlarm(unseen: readonly ConsoleAlarm[]): ConsoleAlarm | undefined {
  return unseen
    .filter(({ severity, state }) => severity === 'CRITICAL' && state.active && !state.acknowledged)
    .sort((one, other) => other.sinceMs - one.sinceMs)[0];
}
