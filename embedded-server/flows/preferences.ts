/** How a person likes the console, kept with the person and not with the browser. */
import { preferencesSchema, type Preferences } from '#contract/console/installation-calls.ts';

import type { Unit } from '../db/unit.ts';
import { readSetting, removeSetting, settingInUnit, writeSetting } from '../tenants/settings.ts';
import type { OpenTenant } from './open-tenant.ts';

const usual: Preferences = { advanced: false, keys: {} };

/** What was stored before there was more to like is read as well. */
const settingOf = (userName: string) => ({ key: `preferences/${userName}`, schema: preferencesSchema.partial() });

/** @param userName as it was given when the person was added. */
export function readPreferences({ database }: OpenTenant, userName: string): Preferences {
  return { ...usual, ...readSetting(database, settingOf(userName)) };
}

/** What is not mentioned stays. */
export async function changePreferences(tenant: OpenTenant, userName: string, change: Partial<Preferences>): Promise<Preferences> {
  await tenant.database.write(function* () {
    const setting = settingOf(userName);
    yield* writeSetting(setting, { ...(yield* settingInUnit(setting)), ...change });
  });
  return readPreferences(tenant, userName);
}

/** Nobody of that name is there any more. */
export function forgetPreferences(userName: string): Unit<void> {
  return removeSetting(settingOf(userName).key);
}
