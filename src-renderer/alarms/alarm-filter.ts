/** Narrowing the open alarms that are already here. */
import type { ConsoleAlarm, Severity } from '#contract/alarms.ts';

import { alarmPlace, alarmTitle } from './alarm-words.ts';

export interface AlarmFilter {
  text: string;
  severity: Severity | undefined;
  onlyUnacknowledged: boolean;
}

/** Whether an alarm fits: every word of the text occurs in its name, place or device. */
export function fits(alarm: ConsoleAlarm, { text, severity, onlyUnacknowledged }: AlarmFilter): boolean {
  if (severity !== undefined && alarm.severity !== severity) return false;
  if (onlyUnacknowledged && alarm.state.acknowledged) return false;
  const heap = `${alarmTitle(alarm)} ${alarmPlace(alarm)} ${alarm.deviceName}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => heap.includes(word));
}
