/** kill -9 while tenants are being founded: each is whole or not there at all. And many tenants start together. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { ConsoleClient } from './console-client.ts';
import { adminPassword, startCore, type CoreProcess } from './core-process.ts';

const rounds = Number(process.env['VALVOMO_KILL_ROUNDS'] ?? '4');
const password = 'a bicycle in the rain';

async function admin(core: CoreProcess): Promise<ConsoleClient> {
  const client = new ConsoleClient(core.consoleUrl);
  await client.signIn('admin', adminPassword);
  return client;
}

const draft = (tenant: string, administrator: { userName: string; password: string } | null) => ({ tenant, name: tenant, timeZone: 'UTC', administrator });

test('killed while founding, a tenant is whole or not there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'valvomo-founding-'));
  const tenants = join(folder, 'tenants');
  const founded: string[] = [];
  const asked: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const core = await startCore(folder, { sets: ['limits.enabled=false'] });
    const client = await admin(core);
    // The first of a round tells how long one takes, so that the kill comes somewhere within the next.
    const started = performance.now();
    founded.push((await client.call('addSite', draft(`r${round}-whole`, null))).tenant);
    const took = performance.now() - started;
    asked.push(`r${round}-cut`);
    const cut = client.call('addSite', draft(`r${round}-cut`, null)).catch(() => undefined);
    const delay = (took * (round + 1)) / (rounds + 1);
    await new Promise((resolve) => setTimeout(resolve, delay));
    await core.kill();
    await cut;
  }
  const core = await startCore(folder, { sets: ['limits.enabled=false'] });
  const client = await admin(core);
  const listed = (await client.call('sites', {})).sites.map(({ tenant }) => tenant);
  expect(listed).toEqual(expect.arrayContaining(founded));
  // Nothing lies about that is no tenant, and whatever is one can be gone into and has its first record.
  expect(readdirSync(tenants).toSorted()).toEqual(listed.toSorted());
  for (const tenant of asked) {
    expect(existsSync(join(tenants, tenant))).toBe(listed.includes(tenant));
    if (!listed.includes(tenant)) continue;
    await client.call('enterSite', { tenant });
    expect((await client.call('auditRecords', {})).records.at(-1)?.activity).toBe('Tenant created');
  }
  await core.stop();
  rmSync(folder, { recursive: true });
});

test('twenty tenants start together, each with its own people', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'valvomo-twenty-'));
  const first = await startCore(folder, { sets: ['limits.enabled=false'] });
  const client = await admin(first);
  const names = Array.from({ length: 19 }, (_, index) => `site-${index + 1}`);
  for (const tenant of names) await client.call('addSite', draft(tenant, tenant === 'site-19' ? { userName: 'owner', password } : null));
  await client.call('suspendSite', { tenant: 'site-7' });
  await first.stop();
  const core = await startCore(folder);
  const { sites } = await (await admin(core)).call('sites', {});
  expect(sites.map(({ tenant }) => tenant).toSorted()).toEqual(['main', ...names].toSorted());
  expect(sites.filter(({ suspendedMs }) => suspendedMs !== null).map(({ tenant }) => tenant)).toEqual(['site-7']);
  const owner = new ConsoleClient(core.consoleUrl);
  await owner.signIn('site-19/owner', password);
  expect(await owner.call('state', {})).toMatchObject({ site: { tenant: 'site-19' } });
  await core.stop();
  rmSync(folder, { recursive: true });
});
