/** What people saved by name: few on a shelf, so a shelf is kept as one setting. */
import { z } from 'zod';

import { savedQuerySchema, type SavedQuery } from '#contract/saved-queries.ts';

import type { Reader } from '../db/platform-database.ts';
import type { Unit } from '../db/unit.ts';
import { readSetting, settingInUnit, writeSetting } from './settings.ts';

/** `next` is the id given next: one that was given is never given again. The list is called views since there was nothing else. */
const schema = z.object({ next: z.number().int(), views: z.array(savedQuerySchema) });

type Stored = z.infer<typeof schema>;

const none: Stored = { next: 1, views: [] };

/** In the order of their names. @param key of the shelf. */
export function readSaved(reader: Reader, key: string): SavedQuery[] {
  const { views } = readSetting(reader, { key, schema }) ?? none;
  return views.toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Read, change and write a shelf, so that two people who save at the same time both have saved. */
export function* changeSaved<Result>(key: string, change: (stored: Stored) => { stored: Stored; result: Result }): Unit<Result> {
  const setting = { key, schema };
  const { stored, result } = change((yield* settingInUnit(setting)) ?? none);
  yield* writeSetting(setting, stored);
  return result;
}
