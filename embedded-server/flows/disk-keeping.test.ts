import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { TestSite } from '../testing/test-site.ts';
import { diskKeeping } from './disk-keeping.ts';
import { addRetentionRule } from './retention-rules.ts';

const day = 24 * 3_600_000;
let site: TestSite;
let folder: string;
beforeEach(() => {
  site = new TestSite();
  folder = mkdtempSync(join(tmpdir(), 'valvomo-keeping-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await site.end();
});

function keeping(usualDays: number) {
  return diskKeeping({ tenants: { all: () => [site.tenant], folderOf: () => folder }, usualDays }, site.clock.now());
}

test('nothing is known to leave before there is anything', async () => {
  expect(await keeping(30)).toEqual({ days: null, storedBytes: 0, isLeaving: false });
});

test('what rules say, what is stored, and whether the oldest leave', async () => {
  const id = await site.addObject('Pump');
  await site.record(id, ['p', 'q', null], Array.from({ length: 4_000 }, (_, index): [number, number] => [site.clock.now() - 20 * day + index * 60_000, index]));
  await site.tenant.database.idle();
  writeFileSync(join(folder, 'tenant.db'), 'x'.repeat(1_000));
  expect(await keeping(0)).toEqual({ days: null, storedBytes: 1_000, isLeaving: false });
  expect(await keeping(30)).toEqual({ days: 30, storedBytes: 1_000, isLeaving: false });
  await addRetentionRule(site.tenant, { dataType: 'MEASUREMENT', fragmentType: '*', type: '*', source: '*', maximumAge: 20 }, 'anna');
  expect(await keeping(30)).toEqual({ days: 20, storedBytes: 1_000, isLeaving: true });
});
