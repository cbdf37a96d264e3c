/** How long the readings of all sites are kept, for the forecast of the disk. */
import { join } from 'node:path';

import { fileBytes } from '../db/folder-size.ts';
import type { Keeping } from '../health/disk-forecast.ts';
import { blocksBefore } from '../measurements/blocks/block-store.ts';
import { longestKept, rulesFor } from '../retention/retention-rule.ts';
import type { OpenTenant } from './open-tenant.ts';
import { retentionRules } from './retention-rules.ts';

const dayMs = 24 * 60 * 60_000;

export interface KeepingParts {
  tenants: { all(): OpenTenant[]; folderOf(id: string): string };
  /** What holds where no rule does; 0 = for ever. */
  usualDays: number;
}

interface SiteKeeping {
  days: number | null;
  oldestMs: number;
}

/** Undefined for a site that has nothing in blocks yet. */
function keepingOf({ database }: OpenTenant, usualDays: number): SiteKeeping | undefined {
  const oldest = database.readFirst(blocksBefore(Number.MAX_SAFE_INTEGER, 1));
  return oldest && { days: longestKept(rulesFor(retentionRules(database), 'MEASUREMENT'), usualDays), oldestMs: oldest.from_ms };
}

/** Of all sites together: the longest that any of them keeps. */
export async function diskKeeping({ tenants, usualDays }: KeepingParts, nowMs: number): Promise<Keeping> {
  const all = tenants.all();
  const sites = all.flatMap((tenant) => keepingOf(tenant, usualDays) ?? []);
  const sizes = await Promise.all(all.map(({ id }) => fileBytes(join(tenants.folderOf(id), 'tenant.db'))));
  return {
    days: sites.length === 0 || sites.some(({ days }) => days === null) ? null : Math.max(...sites.map(({ days }) => days ?? 0)),
    storedBytes: sizes.reduce((sum, size) => sum + size, 0),
    isLeaving: sites.some(({ days, oldestMs }) => days !== null && oldestMs <= nowMs - (days - 1) * dayMs),
  };
}
