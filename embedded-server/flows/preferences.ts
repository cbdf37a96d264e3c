/** How a person likes the console, kept with the person and not with the browser. */
import { z } from 'zod';

import { readSetting, writeSetting } from '../tenants/settings.ts';
import type { OpenTenant } from './open-tenant.ts';

const schema = z.object({ advanced: z.boolean() });
export type Preferences = z.infer<typeof schema>;

const settingOf = (userName: string) => ({ key: `preferences/${userName}`, schema });

/** @param userName as it was given when the person was added. */
export function readPreferences({ database }: OpenTenant, userName: string): Preferences {
  return readSetting(database, settingOf(userName)) ?? { advanced: false };
}

export async function writePreferences({ database }: OpenTenant, userName: string, preferences: Preferences): Promise<Preferences> {
  await database.write(() => writeSetting(settingOf(userName), preferences));
  return preferences;
}
