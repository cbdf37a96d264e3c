/** The site layer of the configuration: one readable file with nothing but what differs from the shipped values. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isJsonObject, type JsonObject } from '#contract/wire.ts';

import { syncFile, syncFolder } from './db/sync.ts';

export function siteFile(dataDir: string): string {
  return join(dataDir, 'site.json');
}

function parseObject(text: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** @throws Error when the file is there and is no JSON object. */
export function readSiteLayer(dataDir: string): JsonObject {
  const path = siteFile(dataDir);
  if (!existsSync(path)) return {};
  const layer = parseObject(readFileSync(path, 'utf8'));
  if (!layer) throw new Error(`${path} is no JSON object, such as {"deviceListener.port": 8081}`);
  return layer;
}

/**
 * Put one value into the file, or take it out (undefined); the others stay as somebody wrote them. A power cut leaves the
 * file before or the file after.
 */
export function writeSiteLayer(dataDir: string, key: string, value: string | number | boolean | undefined): void {
  const { [key]: _, ...others } = readSiteLayer(dataDir);
  const layer = value === undefined ? others : { ...others, [key]: value };
  const path = siteFile(dataDir);
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify(layer, null, 2)}\n`);
  syncFile(draft);
  renameSync(draft, path);
  syncFolder(dataDir);
}
