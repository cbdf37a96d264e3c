/** kill -9 while files come in: every file that was acknowledged is there, whole, and no object is without its file. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { adminPassword, startCore, type CoreProcess } from './core-process.ts';
import { WireClient } from './wire-client.ts';

const sets = ['deviceListener.applications=true', 'limits.enabled=false'];

function client(core: CoreProcess): WireClient {
  return new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
}

async function upload(core: CoreProcess, text: string): Promise<string> {
  const body = new FormData();
  body.append('object', JSON.stringify({ name: text.slice(0, 20) }));
  body.append('file', new File([text], 'f.txt', { type: 'text/plain' }));
  const headers = { authorization: client(core).authorization, accept: 'application/json' };
  const response = await fetch(`${core.deviceUrl}/inventory/binaries`, { method: 'POST', headers, body });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** Text number `number`, some of them the same. */
function textOf(number: number): string {
  return `file ${number - (number % 3 === 0 ? 1 : 0)} `.repeat(5_000);
}

async function uploadUntilGone(core: CoreProcess, next: () => number, stored: Map<string, string>): Promise<void> {
  try {
    for (;;) {
      const text = textOf(next());
      stored.set(await upload(core, text), text);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

test('after kill -9 every acknowledged file is whole, and every object has its file', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-kill-files-'));
  const stored = new Map<string, string>();
  let number = 0;
  for (let round = 0; round < 3; round += 1) {
    const core = await startCore(dataDir, { sets });
    const uploading = Array.from({ length: 4 }, () => uploadUntilGone(core, () => number++, stored));
    const goal = stored.size + 5 + round * 3;
    while (stored.size < goal) await new Promise((resolve) => setImmediate(resolve));
    await core.kill();
    await Promise.all(uploading);
  }
  const core = await startCore(dataDir, { sets });
  const { body } = await client(core).get('/inventory/binaries?pageSize=2000');
  const { managedObjects } = body as { managedObjects: { id: string; length: number }[] };
  for (const { id, length } of managedObjects) {
    const { status, body: text } = await client(core).get(`/inventory/binaries/${id}`);
    expect([status, (text as string).length]).toEqual([200, length]);
    if (stored.has(id)) expect(text).toBe(stored.get(id));
  }
  const ids = new Set(managedObjects.map(({ id }) => id));
  expect([...stored.keys()].filter((id) => !ids.has(id))).toEqual([]);
  expect(readdirSync(join(dataDir, 'tenants', 'main', 'binaries')).filter((name) => name.startsWith('tmp-'))).toEqual([]);
  await core.stop();
}, 60_000);
