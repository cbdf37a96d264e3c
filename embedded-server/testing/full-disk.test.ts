/**
 * A disk that takes no more, on the real process: the kernel's limit on file sizes stands in for it, because it
 * can be set and lifted from outside. Linux only.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { adminPassword, startCore } from './core-process.ts';
import { WireClient } from './wire-client.ts';

const sets = ['deviceListener.applications=true', 'limits.enabled=false'];
const path = '/measurement/measurements';

function limitFileSize(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

if (process.platform === 'linux') {
  test('what cannot be stored is refused with 507 or 503, reads go on, and writing resumes by itself', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-full-'));
    const core = await startCore(dataDir, { sets, env: { VALVOMO_LOG_LEVEL: 'silent' } });
    const client = new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
    const device = ((await client.post('/inventory/managedObjects', { name: 'd', c8y_IsDevice: {} })).body as { id: string }).id;
    let next = 0;
    const acknowledged: number[] = [];
    const post = async () => {
      const value = next++;
      const time = new Date(Date.UTC(2026, 0, 1) + value).toISOString();
      const { status } = await client.post(path, { source: { id: device }, type: 't', time, f: { s: { value } } });
      if (status === 201) acknowledged.push(value);
      return status;
    };
    const stored = async () => {
      const { status, body } = await client.get(`${path}?source=${device}&pageSize=2000`);
      expect(status).toBe(200);
      return (body as { measurements: { f: { s: { value: number } } }[] }).measurements.map(({ f }) => f.s.value);
    };

    expect(await post()).toBe(201);
    const walBytes = statSync(join(dataDir, 'tenants', 'main', 'tenant.db-wal')).size;
    limitFileSize(core.process.pid ?? 0, walBytes);
    const refused = await Promise.all(Array.from({ length: 20 }, post));
    expect(new Set(refused)).toSatisfy((statuses: Set<number>) => [...statuses].every((status) => status === 507 || status === 503));
    expect(await stored()).toEqual(acknowledged);

    limitFileSize(core.process.pid ?? 0, 'unlimited');
    expect(await post()).toBe(201);
    expect(await stored()).toEqual(acknowledged);
    expect(await core.stop()).toBe(0);
  }, 60_000);
}
