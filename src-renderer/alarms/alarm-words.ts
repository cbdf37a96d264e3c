/** What an alarm is called and where it is. */
import i18next from 'i18next';

import { diskAlarmTypes, platformAlarmTypes, platformTexts, type ConsoleAlarm } from '#contract/alarms.ts';

type Said = Pick<ConsoleAlarm, 'type' | 'text'>;
type Named = Said & Pick<ConsoleAlarm, 'deviceName' | 'place'>;

/** A rule says `too warm`, to be read after the device's name; a device's own text stands by itself. */
function goesOnFromName(text: string): boolean {
  const first = text.trim()[0] ?? '';
  return first === first.toLowerCase() && first !== first.toUpperCase();
}

/** What it says, in the person's language where the words are the platform's own. */
export function alarmText({ type, text }: Said): string {
  return platformAlarmTypes.includes(type) ? platformText(text) : text;
}

/** A text of the platform's own in the person's language, where no more than the text is known; others stay as they are. */
export function platformText(text: string): string {
  const known = (Object.keys(platformTexts) as (keyof typeof platformTexts)[]).find((name) => platformTexts[name] === text);
  return known ? i18next.t(`alarms:platform.${known}`) : text;
}

/** It is about the installation itself, which is no device. */
export function isOfInstallation({ type }: Pick<ConsoleAlarm, 'type'>): boolean {
  return Object.values(diskAlarmTypes).some((known) => known === type);
}

/** What to do about it, one step a line: as its rule says, or of the platform's own. */
export function alarmHelp({ type, help }: Pick<ConsoleAlarm, 'type' | 'help'>): string {
  return isOfInstallation({ type }) && help === '' ? i18next.t('alarms:platform.diskHelp') : help;
}

/** "Freezer room 2 too warm"; a text of its own, such as "Battery low", stays as it is. */
export function alarmTitle(alarm: Named): string {
  const text = alarmText(alarm);
  return goesOnFromName(text) ? `${alarm.deviceName} ${text}` : text;
}

/** Title and device in one, where no more than its text is known: "Freezer room 2 too warm", "Battery low, Freezer room 2". */
export function recordedTitle(text: string, deviceName: string | null): string {
  const said = platformText(text);
  if (deviceName === null || said.includes(deviceName)) return said;
  return goesOnFromName(said) ? `${deviceName} ${said}` : `${said}, ${deviceName}`;
}

/** Where it is: the group, and the device where the title does not name it. */
export function alarmPlace(alarm: Named): string {
  const text = alarmText(alarm);
  const parts = goesOnFromName(text) || text.includes(alarm.deviceName) ? [alarm.place] : [alarm.place, alarm.deviceName];
  return parts.filter((part) => part !== null).join(', ');
}
