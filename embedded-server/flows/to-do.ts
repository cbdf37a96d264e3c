/** Which proposals on Now somebody put away. */
import { z } from 'zod';

import { toDoItems, type ToDoItem } from '#contract/console/to-do-calls.ts';

import { readSetting, writeSetting } from '../tenants/settings.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Texts, not the items of today: an older version's may be among them. */
const dismissedSetting = { key: 'dismissedToDos', schema: z.array(z.string()) };

export function dismissedToDos(tenant: OpenTenant): ToDoItem[] {
  const stored = new Set(readSetting(tenant.database, dismissedSetting));
  return toDoItems.filter((item) => stored.has(item));
}

export async function setDismissedToDos(tenant: OpenTenant, dismissed: readonly ToDoItem[]): Promise<ToDoItem[]> {
  await tenant.database.write(() => writeSetting(dismissedSetting, [...dismissed]));
  return dismissedToDos(tenant);
}
