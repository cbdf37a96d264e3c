/** What is left of the audit after the oldest of it went by age still proves itself. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { verifyAudit } from '../audit/audit-chain.ts';
import { insertAuditRecord } from '../audit/audit-store.ts';
import { run } from '../db/unit.ts';
import type { RetentionRule } from '../retention/retention-rule.ts';
import { TestSite } from '../testing/test-site.ts';
import { sweepAged } from './retention-sweep.ts';

const dayMs = 24 * 60 * 60_000;
const aYear: RetentionRule = { dataType: 'AUDIT', fragmentType: '*', type: '*', source: '*', maximumAge: 365 };
let site: TestSite;

beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const record = { timeMs: site.clock.now(), userName: 'anna', type: 'Alarm', activity: 'a', text: `${index}`, source: '1', changes: [] };
    await site.tenant.database.write(() => run(insertAuditRecord(record)));
  }
}

function leap(days: number): void {
  site.clock.setWall(site.clock.now() + days * dayMs);
}

/** 700 records go, which takes more than one slice; 300 stay. */
async function sweepOldest(): Promise<void> {
  await write(700);
  leap(200);
  await write(300);
  leap(200);
  expect(await sweepAged(site.tenant, [aYear], site.clock.now())).toMatchObject({ AUDIT: 700 });
}

/** What somebody with the file in their hands can do. */
function tamper(sql: string): void {
  site.tenant.database.connections.write().exec(`DROP TRIGGER audit_records_stay; DROP TRIGGER audit_records_go_by_age; ${sql}`);
}

const verdict = () => verifyAudit(site.tenant.database);

test('the rest is whole, also with what is written later and after a restart', async () => {
  await sweepOldest();
  expect(await verdict()).toMatchObject({ records: 300, brokenAt: null });
  await site.restart();
  await write(2);
  expect(await verdict()).toMatchObject({ records: 302, brokenAt: null });
});

test('so is what is left when all of it was old, and what begins anew', async () => {
  await write(5);
  leap(400);
  await sweepAged(site.tenant, [aYear], site.clock.now());
  expect(await verdict()).toMatchObject({ records: 0, brokenAt: null });
  await write(1);
  expect(await verdict()).toMatchObject({ records: 1, brokenAt: null });
});

test.each([
  ['the oldest that stayed', 'DELETE FROM audit_records WHERE id = 701', 702],
  ['one from the middle', 'DELETE FROM audit_records WHERE id = 800', 801],
  ['the newest', 'DELETE FROM audit_records WHERE id = 1000', 1000],
])('%s, taken by hand, is missed', async (_what, sql, brokenAt) => {
  await sweepOldest();
  tamper(sql);
  expect(await verdict()).toMatchObject({ brokenAt });
});

test('a word changed in what stayed is found', async () => {
  await sweepOldest();
  tamper("UPDATE audit_records SET user_name = 'bea' WHERE id = 900");
  expect(await verdict()).toMatchObject({ brokenAt: 900 });
});

test('a moved beginning does not hide what was taken', async () => {
  await sweepOldest();
  tamper('DELETE FROM audit_records WHERE id <= 750; UPDATE audit_chain SET removed_through = 750');
  expect(await verdict()).toMatchObject({ brokenAt: 751 });
});
