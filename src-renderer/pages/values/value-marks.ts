/** Which alarms are marked in a value's chart. Pure. */
import type { ConsoleAlarm } from '#contract/alarms.ts';

import { symbolState } from '../../components/alarm-symbol-shapes.ts';
import type { AlarmMark } from '../../components/value-chart/chart-marks.tsx';
import type { Stretch } from './spans.ts';

/** Symbols nearer to each other than this part of the stretch would lie on one another. */
const nearness = 0.05;

/**
 * Marks of the alarms that are about a series, in a stretch of time. Of alarms too near to each other to be told
 * apart the newest is drawn.
 * @param alarms newest first.
 */
export function valueMarks(alarms: readonly ConsoleAlarm[], seriesId: string, { fromMs, toMs }: Stretch): AlarmMark[] {
  const marks: AlarmMark[] = [];
  for (const { cause, sinceMs, severity, state } of alarms) {
    const isInside = cause?.seriesId === seriesId && sinceMs >= fromMs && sinceMs <= toMs;
    const isNear = marks.some(({ timeMs }) => Math.abs(timeMs - sinceMs) < (toMs - fromMs) * nearness);
    if (!isInside || isNear) continue;
    marks.push({ timeMs: sinceMs, severity, state: symbolState(state), acknowledged: state.acknowledged });
  }
  return marks;
}
