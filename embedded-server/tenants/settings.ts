/** Reading and writing one setting as a value of a schema; it stands as JSON in the file. */
import type { z } from 'zod';

import type { Reader } from '../db/platform-database.ts';
import { first, run, type Unit } from '../db/unit.ts';
import { deleteSetting, findSetting, saveSetting } from './setting-store.ts';

/** A named setting with its form. */
export interface Setting<Schema extends z.ZodType> {
  readonly key: string;
  readonly schema: Schema;
}

/** The stored value, or null when it was never set. */
export function readSetting<Schema extends z.ZodType>(reader: Reader, setting: Setting<Schema>): z.output<Schema> | null {
  const found = reader.readFirst(findSetting(setting.key));
  return found ? setting.schema.parse(JSON.parse(found.value)) : null;
}

/** The same as the running unit sees it. */
export function* settingInUnit<Schema extends z.ZodType>(setting: Setting<Schema>): Unit<z.output<Schema> | null> {
  const found = yield* first(findSetting(setting.key));
  return found ? setting.schema.parse(JSON.parse(found.value)) : null;
}

/** It is as if it had never been set. */
export function* removeSetting(key: string): Unit<void> {
  yield* run(deleteSetting(key));
}

export function* writeSetting<Schema extends z.ZodType>(setting: Setting<Schema>, value: z.input<Schema>): Unit<void> {
  yield* run(saveSetting(setting.key, JSON.stringify(value)));
}
