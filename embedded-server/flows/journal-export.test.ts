/** The journal as a file, made by a job on a real tenant. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { severities, type Severity } from '#contract/alarms.ts';
import { journalColumns, journalStates, type JournalExport } from '#contract/journal-export.ts';

import { findJob } from '../jobs/job-store.ts';
import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { acknowledgeAlarm, addAlarmNote } from './alarm-changes.ts';
import { startJob } from './job-changes.ts';
import { JobRunner } from './job-runner.ts';
import { journalExport } from './journal-export.ts';
import { addRule } from './rule-changes.ts';
import { updateSite } from './site-changes.ts';

let site: TestSite;
let runner: JobRunner;

async function startRunner(): Promise<void> {
  runner = new JobRunner(site.tenant, [journalExport]);
  await site.tenant.database.idle();
}

beforeEach(async () => {
  site = new TestSite();
  await updateSite(site.tenant, { name: 'Koivula', timeZone: 'Europe/Helsinki' }, 'anna');
  await addRule(site.tenant, tooWarm, 'anna');
  await startRunner();
});
afterEach(async () => {
  runner.cancel();
  await runner.idle();
  await site.end();
});

const own = <Key extends string>(keys: readonly Key[]) => Object.fromEntries(keys.map((key) => [key, `<${key}>`])) as Record<Key, string>;

async function exported(more: Partial<JournalExport> = {}): Promise<{ id: number; lines: string[] }> {
  const words = { severity: own<Severity>(severities), state: own(journalStates), texts: { 'too warm': 'liian lämmin' } };
  const parameters = { title: 'Journal', fileName: 'journal.csv', separator: ';' as const, decimalComma: true, heads: own(journalColumns), words, ...more };
  const id = await startJob(site.tenant, journalExport, parameters, 'anna');
  await runner.idle();
  const text = readFileSync(join(site.tenant.folder, 'jobs', `${id}.whole`), 'utf8');
  return { id, lines: text.replace('\ufeff', '').split('\r\n').filter((line) => line !== '') };
}

const row = (id: number) => site.tenant.database.readFirst(findJob(id));

/** Alarms of one device, each ended before the next begins. */
async function raise(times: number): Promise<number> {
  const device = await site.addObject('Freezer');
  for (let time = 0; time < times; time += 1) {
    await site.measure(device, 9.5);
    site.clock.advance(minuteMs);
    await site.measure(device, 2);
    site.clock.advance(minuteMs);
  }
  return device;
}

test("a line an alarm, newest first, in the person's words and on the site's clock", async () => {
  await raise(1);
  const device = await site.addObject('Chiller; 3');
  await site.measure(device, 12.25);
  const [alarm] = site.open().filter(({ deviceName }) => deviceName === 'Chiller; 3');
  await acknowledgeAlarm(site.tenant, Number(alarm?.id), 'bertta');
  await addAlarmNote(site.tenant, Number(alarm?.id), 'bertta', 'door open');
  const { id, lines } = await exported();
  expect(lines[0]).toBe(journalColumns.map((column) => `<${column}>`).join(';'));
  expect(lines[1]).toBe(
    '2026-11-20 14:02:00;2026-11-20T12:02:00.000Z;<MAJOR>;liian lämmin;"Chiller; 3";;<activeAcknowledged>;;;bertta;2026-11-20 14:02:00;12,25;8;C;2026-11-20 14:02:00 bertta: door open',
  );
  expect(lines[2]).toContain(';<ended>;2026-11-20 14:01:00;');
  expect(lines).toHaveLength(3);
  expect(row(id)).toMatchObject({ state: 'done', done: row(id)?.total });
});

test('what narrows the journal narrows the file; nothing is left out however many there are', async () => {
  await raise(250);
  const halfMs = site.clock.now() - 250 * minuteMs;
  const all = await exported();
  expect(all.lines).toHaveLength(251);
  expect(new Set(all.lines).size).toBe(251);
  expect((await exported({ fromMs: halfMs })).lines).toHaveLength(126);
  expect((await exported({ severity: 'MINOR' })).lines).toHaveLength(1);
  expect((await exported({ search: 'Freezer' })).lines).toHaveLength(251);
});
