/** What an alarm is called and where it is. */
import type { ConsoleAlarm } from '#contract/alarms.ts';

type Named = Pick<ConsoleAlarm, 'text' | 'deviceName' | 'place'>;

/** A rule says `too warm`, to be read after the device's name; a device's own text stands by itself. */
function goesOnFromName(text: string): boolean {
  const first = text.trim()[0] ?? '';
  return first === first.toLowerCase() && first !== first.toUpperCase();
}

/** "Freezer room 2 too warm"; a text of its own, such as "Battery low", stays as it is. */
export function alarmTitle({ text, deviceName }: Named): string {
  return goesOnFromName(text) ? `${deviceName} ${text}` : text;
}

/** Where it is: the group, and the device where the title does not name it. */
export function alarmPlace({ text, deviceName, place }: Named): string {
  const parts = goesOnFromName(text) || text.includes(deviceName) ? [place] : [place, deviceName];
  return parts.filter((part) => part !== null).join(', ');
}
