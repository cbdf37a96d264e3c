/**
 * What a site grants to the installation's support people. It stands in the site's own file, so that only the site
 * decides; what has run out counts as never asked. Pure but for reading and writing the setting.
 */
import { supportAccessSchema, type SupportAccess } from '#contract/console/tenant-calls.ts';
import type { Permission } from '#contract/tenants.ts';

import type { Reader } from '../db/platform-database.ts';
import type { Unit } from '../db/unit.ts';
import { readSetting, writeSetting } from './settings.ts';

const setting = { key: 'supportAccess', schema: supportAccessSchema };

const notAsked: SupportAccess = { state: 'not-asked' };

/** What holds at `nowMs`. */
export function accessAt(access: SupportAccess, nowMs: number): SupportAccess {
  const isOver = access.state === 'granted' && access.untilMs !== null && access.untilMs <= nowMs;
  return isOver ? notAsked : access;
}

/** How a site stands to support now. */
export function readSupportAccess(site: Reader, nowMs: number): SupportAccess {
  return accessAt(readSetting(site, setting) ?? notAsked, nowMs);
}

export function writeSupportAccess(access: SupportAccess): Unit<void> {
  return writeSetting(setting, access);
}

/** What a support person may do inside; null when the site has granted nothing. */
export function supportPermissions(access: SupportAccess): readonly Permission[] | null {
  if (access.state !== 'granted') return null;
  const { command, people } = access.scope;
  return [
    'site:read',
    ...(command ? (['alarms:write', 'maintenance:write', 'devices:write'] as const) : []),
    ...(people ? (['people:read'] as const) : []),
  ];
}
