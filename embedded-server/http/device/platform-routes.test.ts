/** What clients read before they do anything else, and that what it says is true. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

type Part = Record<string, unknown> & { self: string };

const parts = ['inventory', 'identity', 'event', 'measurement', 'alarm', 'deviceControl'];

let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await addDevice(platform);
  await platform.admin.post(`/identity/globalIds/${device}/externalIds`, { type: 'c8y_Serial', externalId: 'x' });
});
afterAll(() => platform.end());

async function directory(): Promise<Record<string, Part>> {
  const { body } = await platform.admin.get('/platform');
  return body as Record<string, Part>;
}

/** The path of an address, its placeholders filled with what is there. */
function filled(template: string): string {
  const values: Record<string, string> = {
    source: device,
    deviceId: device,
    agentId: device,
    globalId: device,
    ids: device,
    status: template.includes('/alarm/') ? 'ACTIVE' : 'PENDING',
    dateFrom: '2026-11-01',
    dateTo: '2026-11-02',
    type: 'c8y_Serial',
    externalId: 'x',
  };
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
  return address.slice(new URL(address).origin.length);
}

test('every template of the directory answers once it is filled', async () => {
  const all = await directory();
  const templates = parts.flatMap((name) => Object.values(all[name] ?? {}).filter((value) => typeof value === 'string'));
  expect(templates.length).toBeGreaterThan(30);
  for (const template of templates) expect((await platform.admin.get(filled(template))).status, template).toBe(200);
});

test('a part of the directory stands under its own address', async () => {
  const all = await directory();
  for (const name of parts) {
    const { status, body, headers } = await platform.admin.get(`/${name.toLowerCase()}`);
    expect([status, body]).toEqual([200, all[name]]);
    expect(headers.get('content-type')).toContain(`vnd.com.nsn.cumulocity.${name.toLowerCase()}api+json`);
  }
});

test('operations can be asked for in all the ways agents know', async () => {
  const { deviceControl } = await directory();
  expect(deviceControl).toMatchObject({
    operations: { self: expect.stringMatching(/\/devicecontrol\/operations$/) },
    operationsByAgentIdAndStatus: expect.stringContaining('agentId={agentId}&status={status}'),
  });
});
