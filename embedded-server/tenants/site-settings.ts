/** What a site is called, its time zone, and the values its people pinned. */
import { hostname } from 'node:os';
import { z } from 'zod';

import { siteSchema, type Site } from '#contract/tenants.ts';

import type { Reader } from '../db/platform-database.ts';
import type { Unit } from '../db/unit.ts';
import { readSetting, writeSetting } from './settings.ts';

const siteSetting = { key: 'site', schema: siteSchema.omit({ tenant: true }) };
const pinsSetting = { key: 'pins', schema: z.array(z.string()) };

/** Whether silences raise alarms where nobody said otherwise of the device. */
const supervisionSetting = { key: 'supervision', schema: z.object({ silenceAlarms: z.boolean() }) };

/** IANA name of the machine's own time zone. */
export function hostTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The site as it was set up; before that, named after the machine. */
export function readSite(reader: Reader, tenant: string): Site {
  const stored = readSetting(reader, siteSetting);
  return { tenant, ...(stored ?? { name: hostname().slice(0, 80) || tenant, timeZone: hostTimeZone() }) };
}

export function writeSite(site: Omit<Site, 'tenant'>): Unit<void> {
  return writeSetting(siteSetting, { name: site.name, timeZone: site.timeZone });
}

/** Ids of the pinned series, in the order they are shown. */
export function readPins(reader: Reader): string[] {
  return readSetting(reader, pinsSetting) ?? [];
}

export function writePins(seriesIds: readonly string[]): Unit<void> {
  return writeSetting(pinsSetting, [...new Set(seriesIds)]);
}

/** Whether devices that fall silent raise an alarm; they do unless somebody said no. */
export function readSupervision(reader: Reader): boolean {
  return readSetting(reader, supervisionSetting)?.silenceAlarms ?? true;
}

export function writeSupervision(silenceAlarms: boolean): Unit<void> {
  return writeSetting(supervisionSetting, { silenceAlarms });
}
