import { afterEach, beforeEach, expect, test } from 'vitest';

import { run } from '../db/unit.ts';
import { TestSite } from '../testing/test-site.ts';
import { verifyAudit } from './audit-chain.ts';
import { insertAuditRecord } from './audit-store.ts';

let site: TestSite;

beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const record = { timeMs: site.clock.now(), userName: 'anna', type: 'Alarm', activity: 'Alarm updated', text: `ä ${index}`, source: '1', changes: [] };
    await site.tenant.database.write(() => run(insertAuditRecord({ ...record, extras: index % 2 === 0 ? {} : { severity: 'MAJOR' } })));
  }
}

/** What somebody with the file in their hands can do. */
function tamper(sql: string): void {
  site.tenant.database.connections.write().exec(`DROP TRIGGER audit_records_stay; DROP TRIGGER audit_records_go_by_age; ${sql}`);
}

test('what was written is whole, over slices and a restart', async () => {
  await write(600);
  await site.restart();
  await write(3);
  expect(await verifyAudit(site.tenant.database)).toEqual({ records: 603, unchained: 0, brokenAt: null });
});

test('no record is changed or taken away, not even by the core itself', async () => {
  await write(3);
  const statement = (sql: string) =>
    site.tenant.database.write(function* () {
      yield { sql, parameters: [] };
    });
  await expect(statement("UPDATE audit_records SET text = 'y' WHERE id = 2")).rejects.toThrow('never changed');
  await expect(statement('DELETE FROM audit_records WHERE id = 2')).rejects.toThrow('by age alone');
  expect(await verifyAudit(site.tenant.database)).toMatchObject({ brokenAt: null });
});

test.each([
  ["UPDATE audit_records SET text = 'y' WHERE id = 2", 2],
  ["UPDATE audit_records SET user_name = 'bea' WHERE id = 1", 1],
  ['DELETE FROM audit_records WHERE id = 2', 3],
  ['DELETE FROM audit_records WHERE id = 1', 2],
  ['DELETE FROM audit_records WHERE id = 4', 4],
  ["INSERT INTO audit_records (time_ms, created_ms, user_name, type, activity, text, hash) VALUES (1, 1, 'x', 'y', 'z', 't', 'aa')", 5],
])('%s shows', async (sql, brokenAt) => {
  await write(4);
  tamper(sql);
  expect(await verifyAudit(site.tenant.database)).toMatchObject({ brokenAt });
});
