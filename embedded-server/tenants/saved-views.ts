/** Views of values that people of a site saved by name: few, kept as one setting. */
import { z } from 'zod';

import { savedViewSchema, type SavedView } from '#contract/trends.ts';

import type { Reader } from '../db/platform-database.ts';
import { first, type Unit } from '../db/unit.ts';
import { findSetting } from './setting-store.ts';
import { readSetting, writeSetting } from './settings.ts';

/** `next` is the id given next: one that was given is never given again. */
const viewsSetting = { key: 'trend-views', schema: z.object({ next: z.number().int(), views: z.array(savedViewSchema) }) };

type StoredViews = z.infer<typeof viewsSetting.schema>;

const none: StoredViews = { next: 1, views: [] };

/** In the order of their names. */
export function readViews(reader: Reader): SavedView[] {
  const { views } = readSetting(reader, viewsSetting) ?? none;
  return views.toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Read, change and write the views, so that two people who save at the same time both have saved. */
export function* changeViews<Result>(change: (stored: StoredViews) => { stored: StoredViews; result: Result }): Unit<Result> {
  const found = yield* first(findSetting(viewsSetting.key));
  const { stored, result } = change(found ? viewsSetting.schema.parse(JSON.parse(found.value)) : none);
  yield* writeSetting(viewsSetting, stored);
  return result;
}
